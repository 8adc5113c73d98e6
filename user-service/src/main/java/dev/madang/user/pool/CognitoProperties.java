package dev.madang.user.pool;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which user pool keeps the accounts.
 *
 * @param clientId the pool's app client, public and without a secret
 * @param poolId the pool itself, for what only its administrator may do
 */
@ConfigurationProperties("user.account")
public record CognitoProperties(String clientId, String poolId) {}
