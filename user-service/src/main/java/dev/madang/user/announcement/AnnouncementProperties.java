package dev.madang.user.announcement;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where others hear of accounts.
 *
 * @param topic SNS topic, by name or ARN
 */
@ConfigurationProperties("user.announcement")
record AnnouncementProperties(String topic) {}
