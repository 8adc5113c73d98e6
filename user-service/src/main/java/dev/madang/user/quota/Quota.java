package dev.madang.user.quota;

import static dev.madang.user.UserProblem.QUOTA_EXCEEDED;

import dev.madang.defaults.problem.ProblemException;

/**
 * The quota of a private space, in bytes.
 *
 * @param used by objects; may exceed the limit, because clients can upload to S3 directly
 * @param reserved for uploads that are not complete
 */
public record Quota(long limit, long used, long reserved) {

  /** Never negative. */
  public long available() {
    return Math.max(0, limit - used - reserved);
  }

  ProblemException exceeded() {
    return QUOTA_EXCEEDED
        .exception()
        .with("limit", limit)
        .with("used", used)
        .with("reserved", reserved);
  }
}
