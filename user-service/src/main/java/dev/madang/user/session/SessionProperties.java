package dev.madang.user.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sessions and revocations. The validities are those of the pool's app client in {@code
 * infra/identity.yaml}.
 *
 * @param table DynamoDB table of sessions, keyed by {@code userId} and {@code id}
 * @param revocationsTable DynamoDB table of revocations, keyed by {@code day} and {@code id}
 * @param refreshTokenValidity how long after its sign-in a session can be refreshed
 * @param accessTokenValidity how long the last access token of a session is valid
 * @param trackingInterval how often {@code lastSeenAt} of one session is written at most
 */
@ConfigurationProperties("user.session")
record SessionProperties(
    String table,
    String revocationsTable,
    @DefaultValue("30d") Duration refreshTokenValidity,
    @DefaultValue("1h") Duration accessTokenValidity,
    @DefaultValue("1h") Duration trackingInterval) {

  /** Longer than the clocks of Cognito, the services and the gateway differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** After this time no token of a session that has ended at Cognito is valid. */
  Duration accessTokenLifetime() {
    return accessTokenValidity.plus(CLOCK_SKEW);
  }

  /** After this time no token of a session is valid, however often it was refreshed. */
  Duration maxLifetime() {
    return refreshTokenValidity.plus(accessTokenValidity);
  }
}
