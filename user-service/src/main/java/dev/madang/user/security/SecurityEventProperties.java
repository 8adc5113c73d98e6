package dev.madang.user.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where security events live, and how long.
 *
 * @param table DynamoDB table, keyed by {@code sub} and {@code id}
 * @param keep after which time the table may forget an event
 */
@ConfigurationProperties("user.security")
record SecurityEventProperties(String table, @DefaultValue("365d") Duration keep) {}
