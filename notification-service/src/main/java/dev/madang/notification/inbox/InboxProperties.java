package dev.madang.notification.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where notifications are kept and for how long.
 *
 * @param table DynamoDB table, keyed by {@code userId} and {@code id}, with the index {@code
 *     by-media} and the TTL attribute {@code expireAt}
 * @param retention of a notification
 * @param deletedUserRetention how long the inbox of a deleted user stays closed; longer than any
 *     event about the user can be late
 */
@ConfigurationProperties("notification.inbox")
record InboxProperties(
    String table,
    @DefaultValue("90d") Duration retention,
    @DefaultValue("90d") Duration deletedUserRetention) {}
