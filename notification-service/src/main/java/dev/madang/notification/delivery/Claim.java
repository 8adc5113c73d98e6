package dev.madang.notification.delivery;

import java.time.Instant;

/** What the delivery log says to one who wants to send a mail. */
sealed interface Claim {

  /** Send it, and say so. */
  record Granted() implements Claim {}

  /** It is sent; nothing is left to do. */
  record SentBefore() implements Claim {}

  /** Another is sending it, or died while doing so. */
  record HeldByAnother(Instant until) implements Claim {}
}
