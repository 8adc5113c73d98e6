package dev.madang.defaults.ratelimit;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import java.time.Duration;

/**
 * The state of a token bucket after an attempt to take a token, with the headers of
 * draft-ietf-httpapi-ratelimit-headers-11.
 *
 * @param name of the policy
 * @param accepted whether there was a token
 * @param remaining tokens
 * @param reset until the bucket is full; or until it has a token again, if there was none
 */
public record RateLimitStatus(
    String name, Rate rate, boolean accepted, long remaining, Duration reset) {

  public static final String POLICY_HEADER = "RateLimit-Policy";
  public static final String STATUS_HEADER = "RateLimit";

  /** The value of {@link #POLICY_HEADER}. */
  public String policy() {
    return "\"" + name + "\";q=" + rate.requests() + ";w=" + rate.window().toSeconds();
  }

  /** The value of {@link #STATUS_HEADER}. */
  public String status() {
    return "\"" + name + "\";r=" + remaining + ";t=" + resetSeconds();
  }

  /** {@link #reset()} in whole seconds, rounded up; also the value of {@code Retry-After}. */
  public long resetSeconds() {
    return reset.plusSeconds(1).minusNanos(1).toSeconds();
  }

  /**
   * @throws ProblemException {@code too-many-requests} if there was no token
   */
  public void require() {
    if (!accepted) {
      throw CommonProblem.TOO_MANY_REQUESTS
          .exception()
          .header(POLICY_HEADER, policy())
          .header(STATUS_HEADER, status())
          .retryAfter(Duration.ofSeconds(resetSeconds()));
    }
  }
}
