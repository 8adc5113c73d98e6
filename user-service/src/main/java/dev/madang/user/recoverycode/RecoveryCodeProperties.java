package dev.madang.user.recoverycode;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param table DynamoDB table, keyed by {@code userId}
 */
@ConfigurationProperties("user.recovery-code")
record RecoveryCodeProperties(String table) {}
