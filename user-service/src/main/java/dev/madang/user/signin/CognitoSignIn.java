package dev.madang.user.signin;

import static dev.madang.user.UserProblem.EMAIL_NOT_VERIFIED;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static dev.madang.user.UserProblem.UNSUPPORTED_CHALLENGE;
import static dev.madang.user.cognito.CognitoPasswordPolicy.weakPassword;
import static dev.madang.user.cognito.CognitoThrottling.throttled;

import dev.madang.user.UserId;
import dev.madang.user.cognito.CognitoPasswordPolicy;
import dev.madang.user.cognito.CognitoProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
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

/**
 * Signs users in at the user pool. Every reason that depends on the account is the same problem,
 * {@code invalid-credentials}, so that no response reveals whether an address has an account.
 */
@Component
class CognitoSignIn {

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;
  private final CognitoPasswordPolicy passwordPolicy;

  CognitoSignIn(
      CognitoIdentityProviderClient cognito,
      CognitoProperties properties,
      CognitoPasswordPolicy passwordPolicy) {
    this.cognito = cognito;
    this.clientId = properties.clientId();
    this.passwordPolicy = passwordPolicy;
  }

  SignInResult signIn(String email, String password) {
    return authenticated(() -> {
      var response =
          cognito.initiateAuth(auth ->
              auth.clientId(clientId)
                  .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                  .authParameters(Map.of("USERNAME", email, "PASSWORD", password)));
      return response.authenticationResult() != null
          ? new SignInResult.Completed(tokens(response.authenticationResult(), ""))
          : challenged(
              response.challengeName(), response.challengeParameters(), response.session());
    });
  }

  /** Answers {@link Challenge#TOTP}; after a wrong code the challenge can be answered again. */
  SignInResult answerWithCode(PendingSignIn pending, String code) {
    return answer(
        pending, ChallengeNameType.SOFTWARE_TOKEN_MFA, Map.of("SOFTWARE_TOKEN_MFA_CODE", code));
  }

  /** Answers {@link Challenge#NEW_PASSWORD}. */
  SignInResult answerWithNewPassword(PendingSignIn pending, String password) {
    passwordPolicy.check(password);
    return answer(
        pending, ChallengeNameType.NEW_PASSWORD_REQUIRED, Map.of("NEW_PASSWORD", password));
  }

  private SignInResult answer(
      PendingSignIn pending, ChallengeNameType challenge, Map<String, String> answer) {
    var responses = new HashMap<>(answer);
    responses.put("USERNAME", pending.user().value());
    return authenticated(() -> {
      var response =
          cognito.respondToAuthChallenge(respond ->
              respond
                  .clientId(clientId)
                  .session(pending.session())
                  .challengeName(challenge)
                  .challengeResponses(responses));
      var parameters = new HashMap<>(response.challengeParameters());
      parameters.putIfAbsent("USER_ID_FOR_SRP", pending.user().value());
      return response.authenticationResult() != null
          ? new SignInResult.Completed(tokens(response.authenticationResult(), ""))
          : challenged(response.challengeName(), parameters, response.session());
    });
  }

  private static SignInResult challenged(
      ChallengeNameType name, Map<String, String> parameters, String session) {
    var user = new UserId(parameters.getOrDefault("USER_ID_FOR_SRP", ""));
    var challenge =
        switch (name) {
          case SOFTWARE_TOKEN_MFA -> Challenge.TOTP;
          case NEW_PASSWORD_REQUIRED -> Challenge.NEW_PASSWORD;
          default ->
              throw UNSUPPORTED_CHALLENGE.exception(
                  "Cognito asks for a challenge that this API does not support: " + name);
        };
    return new SignInResult.Challenged(challenge, new PendingSignIn(user, session));
  }

  /** New access and ID tokens; the refresh token stays the same. */
  Tokens refresh(String refreshToken) {
    return authenticated(() ->
        tokens(
            cognito
                .initiateAuth(auth ->
                    auth.clientId(clientId)
                        .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                        .authParameters(Map.of("REFRESH_TOKEN", refreshToken)))
                .authenticationResult(),
            refreshToken));
  }

  /** Ends the session that a refresh token belongs to. Idempotent. */
  void revoke(String refreshToken) {
    throttled(() -> cognito.revokeToken(revoke -> revoke.clientId(clientId).token(refreshToken)));
  }

  private static <T> T authenticated(Supplier<T> call) {
    try {
      return throttled(call);
    } catch (UserNotConfirmedException unconfirmed) {
      throw EMAIL_NOT_VERIFIED.exception(unconfirmed);
    } catch (CodeMismatchException | ExpiredCodeException wrong) {
      throw INVALID_CODE.exception(wrong);
    } catch (InvalidPasswordException weak) {
      throw weakPassword(weak);
    } catch (NotAuthorizedException
        | UserNotFoundException
        | PasswordResetRequiredException
        | TooManyFailedAttemptsException
        | LimitExceededException
        | InvalidParameterException rejected) {
      throw INVALID_CREDENTIALS.exception(rejected);
    }
  }

  private static Tokens tokens(AuthenticationResultType result, String refreshToken) {
    return Tokens.bearer(
        result.accessToken(),
        result.idToken(),
        result.refreshToken() == null ? refreshToken : result.refreshToken(),
        result.expiresIn());
  }
}
