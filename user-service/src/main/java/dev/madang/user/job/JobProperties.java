package dev.madang.user.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are kept and run.
 *
 * @param table DynamoDB table, keyed by {@code id}, with the TTL attribute {@code expireAt}
 * @param queue SQS queue that carries one message for each slice
 * @param lease how long whoever runs a slice keeps others from it; longer than a slice takes,
 *     shorter than a message of the queue stays invisible
 * @param retention how long an ended job can be looked at
 */
@ConfigurationProperties("user.job")
record JobProperties(
    String table,
    String queue,
    @DefaultValue("25s") Duration lease,
    @DefaultValue("30d") Duration retention) {}
