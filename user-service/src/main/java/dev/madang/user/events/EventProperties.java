package dev.madang.user.events;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param topic ARN of the SNS topic for account events
 */
@ConfigurationProperties("user.events")
record EventProperties(String topic) {}
