package dev.madang.notification.closure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where we tell that a user's part is removed.
 *
 * @param topic ARN of the SNS topic
 */
@ConfigurationProperties("notification.closure")
record ClosureProperties(String topic) {}
