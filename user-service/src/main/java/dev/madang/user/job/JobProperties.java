package dev.madang.user.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Storage and execution of jobs.
 *
 * @param table DynamoDB table, keyed by {@code id}, with the TTL attribute {@code expireAt}
 * @param queue SQS queue with one message per slice
 * @param lease how long a claim of a slice is valid; longer than a slice takes, shorter than the
 *     visibility timeout of the queue
 * @param retention how long an ended job can be read
 */
@ConfigurationProperties("user.job")
record JobProperties(
    String table,
    String queue,
    @DefaultValue("25s") Duration lease,
    @DefaultValue("30d") Duration retention) {}
