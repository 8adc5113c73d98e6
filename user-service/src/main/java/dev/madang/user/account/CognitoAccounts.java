package dev.madang.user.account;

import dev.madang.user.profile.Profile;
import dev.madang.user.profile.UserId;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyFailedAttemptsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Accounts in a Cognito user pool, reached with calls that need no AWS credentials. */
@Component
class CognitoAccounts implements Accounts {

  private final CognitoIdentityProviderClient cognito;
  private final String clientId;
  private final Clock clock;

  CognitoAccounts(AwsClientBuilderConfigurer aws, CognitoProperties properties, Clock clock) {
    this.cognito = aws.configure(CognitoIdentityProviderClient.builder()).build();
    this.clientId = properties.clientId();
    this.clock = clock;
  }

  @Override
  public void open(String email, String password, String displayName) {
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
    } catch (InvalidPasswordException weak) {
      throw new WeakPassword(weak.awsErrorDetails().errorMessage(), weak);
    } catch (InvalidParameterException form) {
      throw new UnacceptableAccount(form.awsErrorDetails().errorMessage(), form);
    }
  }

  @Override
  public void confirm(String email, String code) {
    try {
      throttled(() ->
          cognito.confirmSignUp(
              confirm -> confirm.clientId(clientId).username(email).confirmationCode(code)));
    } catch (CodeMismatchException
        | ExpiredCodeException
        | InvalidParameterException
        | UserNotFoundException
        | NotAuthorizedException refused) {
      throw new WrongCode(refused);
    }
  }

  @Override
  public void sendCodeAgain(String email) {
    try {
      throttled(() ->
          cognito.resendConfirmationCode(resend -> resend.clientId(clientId).username(email)));
    } catch (UserNotFoundException | InvalidParameterException _) {
      // Unknown or confirmed already: nobody learns which.
    }
  }

  @Override
  public Tokens signIn(String email, String password) {
    return authenticate(
        AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", email, "PASSWORD", password), "");
  }

  @Override
  public Tokens refresh(String refreshToken) {
    return authenticate(
        AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", refreshToken), refreshToken);
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
          clock.instant());
    } catch (NotAuthorizedException | UserNotFoundException revoked) {
      throw new TokenRevoked(revoked);
    }
  }

  private Tokens authenticate(AuthFlowType flow, Map<String, String> parameters, String refresh) {
    try {
      var answer =
          throttled(() ->
              cognito.initiateAuth(
                  auth -> auth.clientId(clientId).authFlow(flow).authParameters(parameters)));
      if (answer.authenticationResult() == null) {
        throw new FurtherStepNeeded(answer.challengeNameAsString());
      }
      return tokens(answer.authenticationResult(), refresh);
    } catch (UserNotConfirmedException unconfirmed) {
      throw new NotConfirmed(unconfirmed);
    } catch (PasswordResetRequiredException reset) {
      throw new FurtherStepNeeded("RESET_PASSWORD");
    } catch (NotAuthorizedException | UserNotFoundException | InvalidParameterException refused) {
      throw new WrongCredentials(refused);
    }
  }

  private static Tokens tokens(AuthenticationResultType result, String refresh) {
    return new Tokens(
        result.accessToken(),
        result.idToken(),
        result.refreshToken() == null ? refresh : result.refreshToken(),
        Duration.ofSeconds(result.expiresIn()));
  }

  private static <T> T throttled(Supplier<T> call) {
    try {
      return call.get();
    } catch (TooManyRequestsException
        | TooManyFailedAttemptsException
        | LimitExceededException refused) {
      throw new TooManyAttempts(refused);
    }
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
