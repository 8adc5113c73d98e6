package dev.madang.user.pool;

import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** What Cognito refuses because there was too much of it. */
public final class CognitoThrottling {

  private CognitoThrottling() {}

  /** A limit of the whole pool, which tells nothing of one account. */
  public static <T> T throttled(Supplier<T> call) {
    try {
      return call.get();
    } catch (TooManyRequestsException refused) {
      throw new TooManyAttempts(refused);
    }
  }

  /** As well as a limit of the account. */
  public static <T> T limited(Supplier<T> call) {
    try {
      return throttled(call);
    } catch (TooManyFailedAttemptsException | LimitExceededException refused) {
      throw new TooManyAttempts(refused);
    }
  }
}
