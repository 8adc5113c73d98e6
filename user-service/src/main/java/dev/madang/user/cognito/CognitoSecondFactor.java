package dev.madang.user.cognito;

import static dev.madang.user.UserProblem.USER_NOT_FOUND;
import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.UserId;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The second factor of a user who cannot sign in with it. */
@Component
public class CognitoSecondFactor {

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;

  CognitoSecondFactor(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.poolId = properties.poolId();
  }

  /**
   * A sign-in needs only the password from now on. Idempotent.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code user-not-found}
   */
  public void disable(UserId user) {
    try {
      throttled(() ->
          cognito.adminSetUserMFAPreference(preference ->
              preference
                  .userPoolId(poolId)
                  .username(user.value())
                  .softwareTokenMfaSettings(it -> it.enabled(false).preferredMfa(false))));
    } catch (UserNotFoundException missing) {
      throw USER_NOT_FOUND.exception(missing);
    }
  }
}
