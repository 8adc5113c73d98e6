package dev.madang.user.profile;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param table DynamoDB table, keyed by {@code userId}
 */
@ConfigurationProperties("user.profile")
record ProfileProperties(String table) {}
