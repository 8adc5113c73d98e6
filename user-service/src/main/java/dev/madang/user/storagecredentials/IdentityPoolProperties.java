package dev.madang.user.storagecredentials;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Cognito identity pool that issues storage credentials.
 *
 * @param identityPoolId the pool that trusts our user pool
 * @param issuer of the users' tokens: the user pool
 * @param timeout of one call to the identity pool, including its retries
 */
@ConfigurationProperties("user.storage-credentials")
record IdentityPoolProperties(
    String identityPoolId, URI issuer, @DefaultValue("5s") Duration timeout) {

  /** The user pool's name in an identity pool: the issuer without its scheme. */
  String provider() {
    return issuer.getHost() + issuer.getPath();
  }
}
