package dev.madang.user.account;

import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Asks for a sign-in of the last ten minutes; refreshing a token is none. */
@Component
public class FreshSignIn {

  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Clock clock;

  FreshSignIn(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws FreshSignInNeeded if it was longer ago
   */
  public void require(Jwt token) {
    var signedInAt = token.getClaimAsInstant("auth_time");
    if (signedInAt == null || signedInAt.isBefore(clock.instant().minus(FRESH))) {
      throw new FreshSignInNeeded();
    }
  }
}
