package dev.madang.user.cognito;

import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** Turns Cognito's throttling into {@code too-many-requests}. */
public final class CognitoThrottling {

  private static final Duration AFTER_POOL_LIMIT = Duration.ofSeconds(1);
  private static final Duration AFTER_ACCOUNT_LIMIT = Duration.ofMinutes(1);

  private CognitoThrottling() {}

  /** For a limit of the whole pool, which reveals nothing about one account. */
  public static <T> T throttled(Supplier<T> call) {
    try {
      return call.get();
    } catch (TooManyRequestsException refused) {
      throw TOO_MANY_REQUESTS.exception(refused).retryAfter(AFTER_POOL_LIMIT);
    }
  }

  /** For a limit of the account as well, where the caller is signed in to it. */
  public static <T> T limited(Supplier<T> call) {
    try {
      return throttled(call);
    } catch (TooManyFailedAttemptsException | LimitExceededException refused) {
      throw TOO_MANY_REQUESTS.exception(refused).retryAfter(AFTER_ACCOUNT_LIMIT);
    }
  }
}
