package dev.madang.user.signup;

import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;
import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.cognito.CognitoPasswordPolicy.weakPassword;
import static dev.madang.user.cognito.CognitoThrottling.throttled;
import static dev.madang.user.usedcode.UsedCodes.Purpose.CONFIRM_ADDRESS;

import dev.madang.user.cognito.CognitoPasswordCheck;
import dev.madang.user.cognito.CognitoPasswordPolicy;
import dev.madang.user.cognito.CognitoProperties;
import dev.madang.user.cognito.CognitoUnconfirmedUsers;
import dev.madang.user.cognito.CognitoUnconfirmedUsers.Found;
import dev.madang.user.usedcode.UsedCodes;
import java.time.Duration;
import java.util.Optional;
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

  /** How often simultaneous sign-ups with one address may replace each other. */
  private static final int MAX_ATTEMPTS = 3;

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;
  private final CognitoPasswordPolicy passwordPolicy;
  private final CognitoUnconfirmedUsers unconfirmed;
  private final CognitoPasswordCheck passwords;
  private final UsedCodes usedCodes;

  CognitoSignUp(
      CognitoIdentityProviderClient cognito,
      CognitoProperties properties,
      CognitoPasswordPolicy passwordPolicy,
      CognitoUnconfirmedUsers unconfirmed,
      CognitoPasswordCheck passwords,
      UsedCodes usedCodes) {
    this.cognito = cognito;
    this.clientId = properties.clientId();
    this.passwordPolicy = passwordPolicy;
    this.unconfirmed = unconfirmed;
    this.passwords = passwords;
    this.usedCodes = usedCodes;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code weak-password}
   */
  void checkPassword(String password) {
    passwordPolicy.check(password);
  }

  /**
   * Creates an account that is confirmed by the mailed code, unless the address has a confirmed
   * one. An earlier unconfirmed sign-up with the address is deleted: of several, the last one
   * counts, and only its code confirms.
   */
  void signUp(String email, String password, String displayName) {
    for (var attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      var found = unconfirmed.remove(email);
      if (create(email, password, displayName) || found == Found.USER) {
        return;
      }
      // The address was free or unconfirmed, and now it is not: another sign-up was faster.
    }
    throw SERVICE_UNAVAILABLE.exception().retryAfter(Duration.ofSeconds(1));
  }

  /** Returns false if the address has an account. */
  private boolean create(String email, String password, String displayName) {
    try {
      throttled(() ->
          cognito.signUp(signUp ->
              signUp
                  .clientId(clientId)
                  .username(email)
                  .password(password)
                  .userAttributes(attribute("email", email), attribute("name", displayName))));
      return true;
    } catch (UsernameExistsException _) {
      // The same response as for a new address: it must not reveal who has an account.
      return false;
    } catch (CodeDeliveryFailureException | LimitExceededException undelivered) {
      // A known address gets no mail: an error here would reveal that the address is new.
      LOG.warn("Sending a confirmation code failed", undelivered);
      return true;
    } catch (InvalidPasswordException weak) {
      throw weakPassword(weak);
    } catch (InvalidParameterException rejected) {
      throw INVALID_REQUEST.exception(
          "Cognito rejected the account: " + rejected.awsErrorDetails().errorMessage());
    }
  }

  /**
   * @param password if present, it must be that of the sign-up that the code belongs to. It is
   *     checked first: if another sign-up replaces this one meanwhile, the code is wrong.
   */
  void confirm(String email, String code, Optional<String> password) {
    if (password.isPresent() && !passwords.isRight(email, password.get())) {
      throw INVALID_CODE.exception();
    }
    usedCodes.use(CONFIRM_ADDRESS, email, code, () -> confirm(email, code));
  }

  private void confirm(String email, String code) {
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
