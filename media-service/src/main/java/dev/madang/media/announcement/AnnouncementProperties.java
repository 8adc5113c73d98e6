package dev.madang.media.announcement;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where others listen to us.
 *
 * @param topic SNS topic, by name or ARN
 */
@ConfigurationProperties("media.announcement")
record AnnouncementProperties(String topic) {}
