package dev.madang.notification.inbox;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the inbox lives.
 *
 * @param table DynamoDB table, keyed by {@code recipient} and {@code id}
 */
@ConfigurationProperties("notification.inbox")
record InboxProperties(String table) {}
