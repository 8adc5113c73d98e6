package dev.madang.user.signin;

import static dev.madang.user.UserProblem.REAUTHENTICATION_REQUIRED;

import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Protects sensitive operations against a stolen token: they need a sign-in within the last ten
 * minutes. Refreshing a token does not count.
 */
@Component
public class RecentSignIn {

  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final Clock clock;

  RecentSignIn(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code reauthentication-required}
   */
  public void require(Jwt token) {
    var signedInAt = token.getClaimAsInstant("auth_time");
    if (signedInAt == null || signedInAt.isBefore(clock.instant().minus(MAX_AGE))) {
      throw REAUTHENTICATION_REQUIRED.exception();
    }
  }
}
