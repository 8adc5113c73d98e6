package dev.madang.user.securityevent;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param table DynamoDB table, keyed by {@code userId} and {@code id}
 * @param countsTable DynamoDB table of counted failures, with the same key
 * @param retention how long an event is kept
 */
@ConfigurationProperties("user.security-event")
record SecurityEventProperties(
    String table, String countsTable, @DefaultValue("365d") Duration retention) {}
