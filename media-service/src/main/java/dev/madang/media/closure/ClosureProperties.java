package dev.madang.media.closure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where we hear of users who leave, and tell that their part is removed.
 *
 * @param queue SQS queue of account events
 * @param topic ARN of the SNS topic
 */
@ConfigurationProperties("media.closure")
record ClosureProperties(String queue, String topic) {}
