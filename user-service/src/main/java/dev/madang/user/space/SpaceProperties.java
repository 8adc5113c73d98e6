package dev.madang.user.space;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the private spaces are, and who makes keys to them.
 *
 * @param bucket holds the spaces of all users
 * @param region of the bucket
 * @param endpoint where apps find S3; empty for AWS' own
 * @param pathStyle whether the bucket stands in the path, not in the host name
 * @param acceleration of the bucket, {@code Enabled} or {@code Suspended}
 * @param identityPool that knows the users of our user pool
 * @param issuer of the users' tokens, the user pool
 * @param timeout of one question to the identity pool, with its repetitions
 */
@ConfigurationProperties("user.space")
record SpaceProperties(
    String bucket,
    String region,
    @DefaultValue("") String endpoint,
    @DefaultValue("false") boolean pathStyle,
    @DefaultValue("Suspended") String acceleration,
    String identityPool,
    URI issuer,
    @DefaultValue("5s") Duration timeout) {

  Optional<String> foreignEndpoint() {
    return endpoint.isBlank() ? Optional.empty() : Optional.of(endpoint);
  }

  /** Only AWS' own S3 accelerates. */
  boolean accelerated() {
    return acceleration.equals("Enabled") && endpoint.isBlank();
  }

  /** The user pool as an identity pool names it: the issuer without its scheme. */
  String provider() {
    return issuer.getHost() + issuer.getPath();
  }
}
