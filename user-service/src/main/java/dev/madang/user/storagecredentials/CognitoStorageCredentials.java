package dev.madang.user.storagecredentials;

import com.nimbusds.jwt.JWTParser;
import dev.madang.user.UserId;
import java.text.ParseException;
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
 * Credentials of the one role of all users. The identity pool checks the ID token and tags the
 * session with its {@code sub}; the role's policy names the prefix with that tag.
 *
 * <p>Not AssumeRole with a session policy: for that we would have to be able to become any user.
 */
@Component
class CognitoStorageCredentials {

  private final CognitoIdentityClient cognito;
  private final String pool;
  private final String provider;

  CognitoStorageCredentials(CognitoIdentityClient cognito, IdentityPoolProperties properties) {
    this.cognito = cognito;
    this.pool = properties.identityPoolId();
    this.provider = properties.provider();
  }

  /**
   * Keys that open the owner's prefix and nothing else, for an hour.
   *
   * @throws InvalidIdToken if the identity pool does not take the token
   * @throws IdTokenSubjectMismatch if it is another user's
   */
  StorageCredentials issue(UserId owner, String idToken) {
    var logins = Map.of(provider, idToken);
    var identity =
        answered(() -> cognito.getId(get -> get.identityPoolId(pool).logins(logins))).identityId();
    // Cognito has just verified the token, so what it says may be believed.
    if (!owner.value().equals(subject(idToken))) {
      throw new IdTokenSubjectMismatch(owner);
    }
    var given =
        answered(() ->
                cognito.getCredentialsForIdentity(get -> get.identityId(identity).logins(logins)))
            .credentials();
    return new StorageCredentials(
        given.accessKeyId(), given.secretKey(), given.sessionToken(), given.expiration());
  }

  private static String subject(String idToken) {
    try {
      return JWTParser.parse(idToken).getJWTClaimsSet().getSubject();
    } catch (ParseException unreadable) {
      throw new InvalidIdToken(unreadable);
    }
  }

  private static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (NotAuthorizedException | InvalidParameterException refused) {
      throw new InvalidIdToken(refused);
    } catch (TooManyRequestsException throttled) {
      throw new CredentialsThrottled(throttled);
    } catch (InternalErrorException | ExternalServiceException | SdkClientException away) {
      throw new CredentialsUnavailable(away);
    }
  }
}
