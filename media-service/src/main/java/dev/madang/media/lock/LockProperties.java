package dev.madang.media.lock;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the instances of this service share the state of their scheduled jobs.
 *
 * @param table DynamoDB table with the key {@code job}
 */
@ConfigurationProperties("media.lock")
record LockProperties(String table) {}
