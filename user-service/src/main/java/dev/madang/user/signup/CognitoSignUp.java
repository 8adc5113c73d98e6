package dev.madang.user.signup;

import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.cognito.CognitoPasswordPolicy.weakPassword;
import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.cognito.CognitoPasswordPolicy;
import dev.madang.user.cognito.CognitoProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryFailureException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Creates accounts in the user pool. No response reveals whether an address has an account. */
@Component
class CognitoSignUp {

  private static final Logger LOG = LoggerFactory.getLogger(CognitoSignUp.class);

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;
  private final CognitoPasswordPolicy passwordPolicy;

  CognitoSignUp(
      CognitoIdentityProviderClient cognito,
      CognitoProperties properties,
      CognitoPasswordPolicy passwordPolicy) {
    this.cognito = cognito;
    this.clientId = properties.clientId();
    this.passwordPolicy = passwordPolicy;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code weak-password}
   */
  void checkPassword(String password) {
    passwordPolicy.check(password);
  }

  /** Creates an account that is confirmed by the mailed code, unless the address has one. */
  void signUp(String email, String password, String displayName) {
    try {
      throttled(() ->
          cognito.signUp(signUp ->
              signUp
                  .clientId(clientId)
                  .username(email)
                  .password(password)
                  .userAttributes(attribute("email", email), attribute("name", displayName))));
    } catch (UsernameExistsException _) {
      // The same response as for a new address: it must not reveal who has an account.
    } catch (CodeDeliveryFailureException | LimitExceededException undelivered) {
      // A known address gets no mail: an error here would reveal that the address is new.
      LOG.warn("Sending a confirmation code failed", undelivered);
    } catch (InvalidPasswordException weak) {
      throw weakPassword(weak);
    } catch (InvalidParameterException rejected) {
      throw INVALID_REQUEST.exception(
          "Cognito rejected the account: " + rejected.awsErrorDetails().errorMessage());
    }
  }

  void confirm(String email, String code) {
    try {
      throttled(() ->
          cognito.confirmSignUp(
              confirm -> confirm.clientId(clientId).username(email).confirmationCode(code)));
    } catch (CodeMismatchException
        | ExpiredCodeException
        | InvalidParameterException
        | UserNotFoundException
        | NotAuthorizedException
        | TooManyFailedAttemptsException
        | LimitExceededException rejected) {
      throw INVALID_CODE.exception(rejected);
    }
  }

  /** An unknown or confirmed address gets no mail, which the caller does not learn. */
  void resendCode(String email) {
    try {
      throttled(() ->
          cognito.resendConfirmationCode(resend -> resend.clientId(clientId).username(email)));
    } catch (UserNotFoundException
        | NotAuthorizedException
        | InvalidParameterException
        | LimitExceededException _) {
      // Only a known address can exceed its limit: the response must not reveal it.
    } catch (CodeDeliveryFailureException undelivered) {
      LOG.warn("Sending a confirmation code failed", undelivered);
    }
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
