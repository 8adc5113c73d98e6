package dev.madang.notification.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the inbox lives.
 *
 * @param table DynamoDB table, keyed by {@code recipient} and {@code id}, with the TTL attribute
 *     {@code expireAt}
 * @param memory how long an entry is kept
 * @param mark how long an inbox stays closed; longer than any event of its user can be late
 */
@ConfigurationProperties("notification.inbox")
record InboxProperties(
    String table, @DefaultValue("90d") Duration memory, @DefaultValue("90d") Duration mark) {}
