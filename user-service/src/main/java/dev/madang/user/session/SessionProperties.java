package dev.madang.user.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where sessions and revocations live, and how long. The validities are those of the pool's app
 * client in {@code infra/identity.yaml}.
 *
 * @param table DynamoDB table of sessions, keyed by {@code sub} and {@code id}
 * @param revocations DynamoDB table of revocations, keyed by {@code day} and {@code id}
 * @param refreshTokenValidity how long after its sign-in a session can be refreshed
 * @param accessTokenValidity how long the last access token of a session is good
 * @param seenAtMostEvery how often one session's last sight is written
 */
@ConfigurationProperties("user.session")
record SessionProperties(
    String table,
    String revocations,
    @DefaultValue("30d") Duration refreshTokenValidity,
    @DefaultValue("1h") Duration accessTokenValidity,
    @DefaultValue("1h") Duration seenAtMostEvery) {

  /** After this time no token of a session is good, however often it was refreshed. */
  Duration longest() {
    return refreshTokenValidity.plus(accessTokenValidity);
  }
}
