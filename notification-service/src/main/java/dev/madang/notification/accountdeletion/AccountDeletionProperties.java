package dev.madang.notification.accountdeletion;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the erasure of a user's data is reported.
 *
 * @param topic ARN of the SNS topic of {@code madang.account.data-erased.v1}
 */
@ConfigurationProperties("notification.account-deletion")
record AccountDeletionProperties(String topic) {}
