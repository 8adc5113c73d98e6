package dev.madang.media.events;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where events are published.
 *
 * @param topic ARN of the SNS topic
 */
@ConfigurationProperties("media.events")
public record EventsProperties(String topic) {}
