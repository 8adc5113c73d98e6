package dev.madang.user.announcement;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where others hear of accounts.
 *
 * @param topic ARN of the SNS topic
 */
@ConfigurationProperties("user.announcement")
record AnnouncementProperties(String topic) {}
