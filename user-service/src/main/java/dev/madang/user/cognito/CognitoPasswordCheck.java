package dev.madang.user.cognito;

import static dev.madang.user.cognito.CognitoThrottling.throttled;

import java.util.Map;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Asks Cognito whether a password is right, without signing the user in. */
@Component
public class CognitoPasswordCheck {

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;

  public CognitoPasswordCheck(CognitoIdentityProviderClient cognito, CognitoProperties properties) {
    this.cognito = cognito;
    this.clientId = properties.clientId();
  }

  /** Also for a user who has not confirmed the address yet. Callers must limit the attempts. */
  public boolean isRight(String email, String password) {
    try {
      var response =
          throttled(() ->
              cognito.initiateAuth(auth ->
                  auth.clientId(clientId)
                      .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                      .authParameters(Map.of("USERNAME", email, "PASSWORD", password))));
      if (response.authenticationResult() != null) {
        var token = response.authenticationResult().refreshToken();
        throttled(() -> cognito.revokeToken(revoke -> revoke.clientId(clientId).token(token)));
      }
      return true;
    } catch (UserNotConfirmedException _) {
      // Cognito says so only after the right password.
      return true;
    } catch (NotAuthorizedException
        | UserNotFoundException
        | PasswordResetRequiredException
        | TooManyFailedAttemptsException
        | LimitExceededException
        | InvalidParameterException _) {
      return false;
    }
  }
}
