package dev.madang.notification.email;

import java.time.Instant;

/** The result of {@link DeliveryLog#claim}. */
sealed interface Claim {

  /** The caller must send the mail now and record it. */
  record Granted() implements Claim {}

  /** The mail is sent; there is nothing to do. */
  record AlreadySent() implements Claim {}

  /** Another sender has it, or has crashed with it. */
  record ClaimedByOther(Instant until) implements Claim {}
}
