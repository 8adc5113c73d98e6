package dev.madang.user.job;

import java.time.Instant;

/** The result of claiming a slice of a job. */
sealed interface Claim {

  /**
   * The slice is claimed: run it.
   *
   * @param fence greater than that of every earlier claim
   */
  record Granted(Job job, long fence) implements Claim {}

  /** The slice is recorded and the next one is not claimed yet: its message may be lost. */
  record NextNotClaimed(Instant notBefore) implements Claim {}

  /** The job has ended or continues with a later slice: the message is not needed any more. */
  record Outdated() implements Claim {}

  /** Another message has claimed it: that one is redelivered if its receiver crashes. */
  record HeldByAnotherMessage() implements Claim {}

  /** Another receiver of this message has claimed it, and runs it or has crashed. */
  record HeldByThisMessage(Instant until) implements Claim {}
}
