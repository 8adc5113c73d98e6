package dev.madang.user.storagecredentials;

import static dev.madang.defaults.problem.CommonProblem.FORBIDDEN;
import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;
import static dev.madang.user.UserProblem.INVALID_ID_TOKEN;

import com.nimbusds.jwt.JWTParser;
import dev.madang.user.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.TooManyRequestsException;

/**
 * Credentials of the role that all users share. The identity pool verifies the ID token and tags
 * the session with its {@code sub}; the role's policy restricts the prefix to that tag.
 *
 * <p>Not AssumeRole with a session policy: this service would need permission for every user's
 * data.
 */
@Component
class CognitoStorageCredentials {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final CognitoIdentityClient cognito;
  private final String pool;
  private final String provider;

  CognitoStorageCredentials(CognitoIdentityClient cognito, IdentityPoolProperties properties) {
    this.cognito = cognito;
    this.pool = properties.identityPoolId();
    this.provider = properties.provider();
  }

  /**
   * Credentials for the user's prefix, valid for an hour.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-id-token}, {@code
   *     forbidden} if the token is another user's, {@code too-many-requests} or {@code
   *     service-unavailable}
   */
  StorageCredentials create(UserId user, String idToken) {
    var logins = Map.of(provider, idToken);
    var identity =
        call(() -> cognito.getId(get -> get.identityPoolId(pool).logins(logins))).identityId();
    // Cognito has verified the token, so its claims are trusted.
    if (!user.value().equals(subject(idToken))) {
      throw FORBIDDEN.exception("The ID token belongs to another user.");
    }
    var issued =
        call(() ->
                cognito.getCredentialsForIdentity(get -> get.identityId(identity).logins(logins)))
            .credentials();
    return new StorageCredentials(
        issued.accessKeyId(), issued.secretKey(), issued.sessionToken(), issued.expiration());
  }

  private static String subject(String idToken) {
    try {
      return JWTParser.parse(idToken).getJWTClaimsSet().getSubject();
    } catch (ParseException unreadable) {
      throw INVALID_ID_TOKEN.exception(unreadable);
    }
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (NotAuthorizedException | InvalidParameterException refused) {
      throw INVALID_ID_TOKEN.exception(refused);
    } catch (TooManyRequestsException throttled) {
      throw TOO_MANY_REQUESTS.exception(throttled).retryAfter(RETRY_AFTER);
    } catch (InternalErrorException | ExternalServiceException | SdkClientException unavailable) {
      throw SERVICE_UNAVAILABLE.exception(unavailable).retryAfter(RETRY_AFTER);
    }
  }
}
