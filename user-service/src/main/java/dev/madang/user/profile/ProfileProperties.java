package dev.madang.user.profile;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where profiles live.
 *
 * @param table DynamoDB table, keyed by {@code sub}
 */
@ConfigurationProperties("user.profile")
record ProfileProperties(String table) {}
