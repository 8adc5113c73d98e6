package dev.madang.user.cognito;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The user pool that stores the accounts.
 *
 * @param clientId the pool's public app client, which has no secret
 * @param poolId the pool itself, for administrative calls
 */
@ConfigurationProperties("user.cognito")
public record CognitoProperties(String clientId, String poolId) {}
