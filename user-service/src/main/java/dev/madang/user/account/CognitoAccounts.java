package dev.madang.user.account;

import static dev.madang.user.pool.CognitoThrottling.limited;
import static dev.madang.user.pool.CognitoThrottling.throttled;

import dev.madang.user.pool.CognitoProperties;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
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
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Accounts in a Cognito user pool. */
@Component
class CognitoAccounts implements Accounts {

  private static final Logger log = LoggerFactory.getLogger(CognitoAccounts.class);

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;
  private final String poolId;
  private final CognitoPasswordPolicy passwordPolicy;
  private final Clock clock;

  CognitoAccounts(
      CognitoIdentityProviderClient cognito,
      CognitoProperties properties,
      CognitoPasswordPolicy passwordPolicy,
      Clock clock) {
    this.cognito = cognito;
    this.clientId = properties.clientId();
    this.poolId = properties.poolId();
    this.passwordPolicy = passwordPolicy;
    this.clock = clock;
  }

  @Override
  public void open(String email, String password, String displayName) {
    passwordPolicy.check(password);
    try {
      throttled(() ->
          cognito.signUp(signUp ->
              signUp
                  .clientId(clientId)
                  .username(email)
                  .password(password)
                  .userAttributes(attribute("email", email), attribute("name", displayName))));
    } catch (UsernameExistsException _) {
      // Same answer as for a new address: nobody learns who has an account.
    } catch (CodeDeliveryFailureException | LimitExceededException undelivered) {
      // No mail is sent to a known address: only a new one would be told of the day's limit.
      log.warn("A code could not be sent", undelivered);
    } catch (InvalidPasswordException weak) {
      throw new WeakPassword(weak.awsErrorDetails().errorMessage(), weak);
    } catch (InvalidParameterException form) {
      throw new UnacceptableAccount(form.awsErrorDetails().errorMessage(), form);
    }
  }

  @Override
  public void confirm(String email, String code) {
    codeTold(() ->
        cognito.confirmSignUp(
            confirm -> confirm.clientId(clientId).username(email).confirmationCode(code)));
  }

  @Override
  public void sendCodeAgain(String email) {
    codeSent(
        () -> cognito.resendConfirmationCode(resend -> resend.clientId(clientId).username(email)));
  }

  @Override
  public void forgetPassword(String email) {
    codeSent(() -> cognito.forgotPassword(forgot -> forgot.clientId(clientId).username(email)));
  }

  @Override
  public void resetPassword(String email, String code, String password) {
    passwordPolicy.check(password);
    codeTold(() ->
        cognito.confirmForgotPassword(reset ->
            reset.clientId(clientId).username(email).confirmationCode(code).password(password)));
  }

  @Override
  public SignIn signIn(String email, String password) {
    return signedIn(() -> {
      var answer =
          cognito.initiateAuth(auth ->
              auth.clientId(clientId)
                  .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                  .authParameters(Map.of("USERNAME", email, "PASSWORD", password)));
      return answer.authenticationResult() != null
          ? new SignIn.Completed(tokens(answer.authenticationResult(), ""))
          : challenged(answer.challengeName(), answer.challengeParameters(), answer.session());
    });
  }

  @Override
  public SignIn answerWithCode(OpenSignIn open, String code) {
    return answer(
        open, ChallengeNameType.SOFTWARE_TOKEN_MFA, Map.of("SOFTWARE_TOKEN_MFA_CODE", code));
  }

  @Override
  public SignIn answerWithNewPassword(OpenSignIn open, String password) {
    passwordPolicy.check(password);
    return answer(open, ChallengeNameType.NEW_PASSWORD_REQUIRED, Map.of("NEW_PASSWORD", password));
  }

  private SignIn answer(OpenSignIn open, ChallengeNameType challenge, Map<String, String> given) {
    var responses = new HashMap<>(given);
    responses.put("USERNAME", open.user().value());
    return signedIn(() -> {
      var answer =
          cognito.respondToAuthChallenge(respond ->
              respond
                  .clientId(clientId)
                  .session(open.session())
                  .challengeName(challenge)
                  .challengeResponses(responses));
      var parameters = new HashMap<>(answer.challengeParameters());
      parameters.putIfAbsent("USER_ID_FOR_SRP", open.user().value());
      return answer.authenticationResult() != null
          ? new SignIn.Completed(tokens(answer.authenticationResult(), ""))
          : challenged(answer.challengeName(), parameters, answer.session());
    });
  }

  private static SignIn challenged(
      ChallengeNameType name, Map<String, String> parameters, String session) {
    var user = new UserId(parameters.getOrDefault("USER_ID_FOR_SRP", ""));
    var challenge =
        switch (name) {
          case SOFTWARE_TOKEN_MFA -> Challenge.TOTP;
          case NEW_PASSWORD_REQUIRED -> Challenge.NEW_PASSWORD;
          default -> throw new FurtherStepNeeded(name.toString());
        };
    return new SignIn.Challenged(challenge, new OpenSignIn(user, session));
  }

  @Override
  public Tokens refresh(String refreshToken) {
    return signedIn(() ->
        tokens(
            cognito
                .initiateAuth(auth ->
                    auth.clientId(clientId)
                        .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                        .authParameters(Map.of("REFRESH_TOKEN", refreshToken)))
                .authenticationResult(),
            refreshToken));
  }

  @Override
  public void revoke(String refreshToken) {
    throttled(() -> cognito.revokeToken(revoke -> revoke.clientId(clientId).token(refreshToken)));
  }

  @Override
  public void revokeAll(String accessToken) {
    try {
      throttled(() -> cognito.globalSignOut(signOut -> signOut.accessToken(accessToken)));
    } catch (NotAuthorizedException _) {
      // Cognito ended it before; our own sessions may still stand.
    }
  }

  @Override
  public void revokeAll(UserId user) {
    throttled(() ->
        cognito.adminUserGlobalSignOut(
            signOut -> signOut.userPoolId(poolId).username(user.value())));
  }

  @Override
  public void changePassword(String accessToken, String old, String password) {
    passwordPolicy.check(password);
    try {
      limited(() ->
          cognito.changePassword(change ->
              change.accessToken(accessToken).previousPassword(old).proposedPassword(password)));
    } catch (InvalidPasswordException weak) {
      throw new WeakPassword(weak.awsErrorDetails().errorMessage(), weak);
    } catch (NotAuthorizedException | InvalidParameterException refused) {
      throw new WrongCredentials(refused);
    }
  }

  @Override
  public Profile owner(String accessToken) {
    try {
      var attributes =
          throttled(() -> cognito.getUser(get -> get.accessToken(accessToken)))
              .userAttributes()
              .stream()
              .collect(Collectors.toMap(AttributeType::name, AttributeType::value));
      return Profile.opened(
          new UserId(attributes.getOrDefault("sub", "")),
          attributes.getOrDefault("email", ""),
          attributes.getOrDefault("name", ""),
          attribute(attributes, "locale").flatMap(Locales::known),
          attribute(attributes, "zoneinfo").flatMap(TimeZones::known),
          clock.instant());
    } catch (NotAuthorizedException | UserNotFoundException revoked) {
      throw new TokenRevoked(revoked);
    }
  }

  @Override
  public Optional<UserId> find(String email) {
    try {
      var user =
          throttled(() -> cognito.adminGetUser(get -> get.userPoolId(poolId).username(email)));
      return user.userAttributes().stream()
          .filter(it -> it.name().equals("sub"))
          .map(it -> new UserId(it.value()))
          .findFirst();
    } catch (UserNotFoundException | InvalidParameterException _) {
      return Optional.empty();
    }
  }

  /** Whatever Cognito says of the account is said in one voice. */
  private static <T> T signedIn(Supplier<T> call) {
    try {
      return throttled(call);
    } catch (UserNotConfirmedException unconfirmed) {
      throw new NotConfirmed(unconfirmed);
    } catch (CodeMismatchException | ExpiredCodeException wrong) {
      throw new WrongCode(wrong);
    } catch (InvalidPasswordException weak) {
      throw new WeakPassword(weak.awsErrorDetails().errorMessage(), weak);
    } catch (NotAuthorizedException
        | UserNotFoundException
        | PasswordResetRequiredException
        | TooManyFailedAttemptsException
        | LimitExceededException
        | InvalidParameterException refused) {
      throw new WrongCredentials(refused);
    }
  }

  /** Only a known address can have had too many codes: it is told what an unknown one is told. */
  private static void codeSent(Supplier<?> call) {
    try {
      throttled(call);
    } catch (UserNotFoundException
        | NotAuthorizedException
        | UserNotConfirmedException
        | PasswordResetRequiredException
        | InvalidParameterException
        | LimitExceededException _) {
      // Nobody learns which.
    } catch (CodeDeliveryFailureException undelivered) {
      log.warn("A code could not be sent", undelivered);
    }
  }

  private static void codeTold(Supplier<?> call) {
    try {
      throttled(call);
    } catch (InvalidPasswordException weak) {
      throw new WeakPassword(weak.awsErrorDetails().errorMessage(), weak);
    } catch (CodeMismatchException
        | ExpiredCodeException
        | InvalidParameterException
        | UserNotFoundException
        | UserNotConfirmedException
        | NotAuthorizedException
        | TooManyFailedAttemptsException
        | LimitExceededException refused) {
      throw new WrongCode(refused);
    }
  }

  private static Tokens tokens(AuthenticationResultType result, String refresh) {
    return new Tokens(
        result.accessToken(),
        result.idToken(),
        result.refreshToken() == null ? refresh : result.refreshToken(),
        Duration.ofSeconds(result.expiresIn()));
  }

  private static Optional<String> attribute(Map<String, String> attributes, String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
