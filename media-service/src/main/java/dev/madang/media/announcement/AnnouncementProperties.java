package dev.madang.media.announcement;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where others listen to us.
 *
 * @param topic ARN of the SNS topic
 */
@ConfigurationProperties("media.announcement")
record AnnouncementProperties(String topic) {}
