package dev.madang.user.password;

import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static dev.madang.user.cognito.CognitoPasswordPolicy.weakPassword;
import static dev.madang.user.cognito.CognitoThrottling.limited;
import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.cognito.CognitoPasswordPolicy;
import dev.madang.user.cognito.CognitoProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The passwords of the user pool. No response reveals whether an address has an account. */
@Component
class CognitoPasswords {

  private static final Logger LOG = LoggerFactory.getLogger(CognitoPasswords.class);

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;
  private final CognitoPasswordPolicy policy;

  CognitoPasswords(
      CognitoIdentityProviderClient cognito,
      CognitoProperties properties,
      CognitoPasswordPolicy policy) {
    this.cognito = cognito;
    this.clientId = properties.clientId();
    this.policy = policy;
  }

  /** An address without an account gets no mail, which the caller does not learn. */
  void requestReset(String email) {
    try {
      throttled(() -> cognito.forgotPassword(forgot -> forgot.clientId(clientId).username(email)));
    } catch (UserNotFoundException
        | NotAuthorizedException
        | UserNotConfirmedException
        | PasswordResetRequiredException
        | InvalidParameterException
        | LimitExceededException _) {
      // Only a known address can exceed its limit: the response must not reveal it.
    } catch (CodeDeliveryFailureException undelivered) {
      LOG.warn("Sending a password reset code failed", undelivered);
    }
  }

  void reset(String email, String code, String password) {
    policy.check(password);
    try {
      throttled(() ->
          cognito.confirmForgotPassword(reset ->
              reset.clientId(clientId).username(email).confirmationCode(code).password(password)));
    } catch (InvalidPasswordException weak) {
      throw weakPassword(weak);
    } catch (CodeMismatchException
        | ExpiredCodeException
        | InvalidParameterException
        | UserNotFoundException
        | UserNotConfirmedException
        | NotAuthorizedException
        | TooManyFailedAttemptsException
        | LimitExceededException rejected) {
      throw INVALID_CODE.exception(rejected);
    }
  }

  void change(String accessToken, String password, String newPassword) {
    policy.check(newPassword);
    try {
      limited(() ->
          cognito.changePassword(change ->
              change
                  .accessToken(accessToken)
                  .previousPassword(password)
                  .proposedPassword(newPassword)));
    } catch (InvalidPasswordException weak) {
      throw weakPassword(weak);
    } catch (NotAuthorizedException | InvalidParameterException rejected) {
      throw INVALID_CREDENTIALS.exception(rejected);
    }
  }
}
