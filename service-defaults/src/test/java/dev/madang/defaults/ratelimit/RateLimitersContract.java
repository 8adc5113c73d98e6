package dev.madang.defaults.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.defaults.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What holds wherever the buckets are kept. */
abstract class RateLimitersContract {

  private final ManualTime time = new ManualTime();
  private final RateLimiterFactory limiters = limiters(time);
  private final String key = UUID.randomUUID() + "@example.com";

  abstract RateLimiterFactory limiters(ManualTime time);

  @Test
  void aBucketIsEmptyAfterItsTokensAndRefillsEvenly() {
    var limiter = limiters.limiter("mails", new Rate(5, Duration.ofHours(1)));
    for (var remaining = 4; remaining >= 0; remaining--) {
      var status = limiter.consume(key);
      assertThat(status.accepted()).isTrue();
      assertThat(status.remaining()).isEqualTo(remaining);
    }
    var refused = limiter.consume(key);
    assertThat(refused.accepted()).isFalse();
    assertThat(refused.resetSeconds()).isEqualTo(720);

    time.advance(Duration.ofMinutes(12).minusSeconds(1));
    assertThat(limiter.consume(key).resetSeconds()).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(limiter.consume(key).accepted()).isTrue();
    assertThat(limiter.consume(key).accepted()).isFalse();

    time.advance(Duration.ofHours(1));
    assertThat(limiter.consume(key).remaining()).isEqualTo(4);
  }

  @Test
  void keysAndLimitsCountSeparately() {
    var limiter = limiters.limiter("a", new Rate(1, Duration.ofHours(1)));
    var other = limiters.limiter("b", new Rate(1, Duration.ofHours(1)));
    assertThat(limiter.consume(key).accepted()).isTrue();
    assertThat(limiter.consume(key).accepted()).isFalse();
    assertThat(limiter.consume(key + "x").accepted()).isTrue();
    assertThat(other.consume(key).accepted()).isTrue();
  }

  @Test
  void aReleasedTokenCanBeConsumedAgainAndNeverOverfills() {
    var limiter = limiters.limiter("sign-in", new Rate(2, Duration.ofHours(1)));
    limiter.release(key);
    limiter.consume(key);
    limiter.consume(key);
    assertThat(limiter.consume(key).accepted()).isFalse();
    limiter.release(key);
    assertThat(limiter.consume(key).accepted()).isTrue();
    assertThat(limiter.consume(key).accepted()).isFalse();
  }

  @Test
  void simultaneousAttemptsGetNoMoreThanTheTokens() throws Exception {
    var limiter = limiters.limiter("sign-in", new Rate(10, Duration.ofHours(1)));
    try (var threads = Executors.newFixedThreadPool(8)) {
      var attempts = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 40; i++) {
        attempts.add(() -> limiter.consume(key).accepted());
      }
      var accepted = 0;
      for (var attempt : threads.invokeAll(attempts)) {
        accepted += attempt.get() ? 1 : 0;
      }
      assertThat(accepted).isLessThanOrEqualTo(10);
      while (limiter.consume(key).accepted()) {
        accepted++;
      }
      assertThat(accepted).isEqualTo(10);
    }
  }

  @Test
  void aRefusalIsAProblemThatSaysWhenToTryAgain() {
    var limiter = limiters.limiter("sign-in", new Rate(1, Duration.ofMinutes(15)));
    limiter.consume(key).require();
    var problem =
        Assertions.catchThrowableOfType(
            ProblemException.class, () -> limiter.consume(key).require());
    assertThat(problem.problemType().code()).isEqualTo("too-many-requests");
    assertThat(problem.getHeaders().toSingleValueMap())
        .containsEntry("RateLimit-Policy", "\"sign-in\";q=1;w=900")
        .containsEntry("RateLimit", "\"sign-in\";r=0;t=900")
        .containsEntry("Retry-After", "900");
  }
}
