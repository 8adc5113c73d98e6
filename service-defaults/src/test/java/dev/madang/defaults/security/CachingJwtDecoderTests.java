package dev.madang.defaults.security;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class CachingJwtDecoderTests {

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger checks = new AtomicInteger();
  private final CachingJwtDecoder tokens = new CachingJwtDecoder(this::check, 10, clock);

  @Test
  void aValidTokenIsCheckedOnce() {
    tokens.decode("good");
    tokens.decode("good");

    assertThat(checks).hasValue(1);
    assertThat(tokens.recall("good")).isPresent();
  }

  @Test
  void anExpiredTokenIsRemoved() {
    tokens.decode("good");
    clock.now = clock.now.plus(Duration.ofHours(2));

    assertThat(tokens.recall("good")).isEmpty();
    tokens.decode("good");
    assertThat(checks).hasValue(2);
  }

  @Test
  void aRejectedTokenIsCheckedEachTime() {
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
    }

    assertThat(checks).hasValue(3);
    assertThat(tokens.recall("bad")).isEmpty();
  }

  private Jwt check(String token) {
    checks.incrementAndGet();
    if (token.equals("bad")) {
      throw new BadJwtException("bad");
    }
    return Jwt.withTokenValue(token)
        .header("alg", "RS256")
        .expiresAt(Instant.EPOCH.plus(Duration.ofHours(1)))
        .build();
  }

  private static final class MovableClock extends Clock {

    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
