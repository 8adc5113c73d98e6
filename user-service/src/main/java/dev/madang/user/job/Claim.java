package dev.madang.user.job;

import java.time.Instant;

/** What the record of a job says to one who wants to run a slice of it. */
sealed interface Claim {

  /**
   * Run it.
   *
   * @param fence greater than that of every claim before
   */
  record Granted(Job job, long fence) implements Claim {}

  /** It is recorded, and nobody has yet begun the slice after it. */
  record NextNotBegun(Instant notBefore) implements Claim {}

  /** The job has ended or is further on; nothing is left to do. */
  record Passed() implements Claim {}

  /** The holder's message comes again if the holder dies. */
  record HeldForAnotherMessage() implements Claim {}

  /** Another receiver of this very message runs it, or died while doing so. */
  record HeldForThisMessage(Instant until) implements Claim {}
}
