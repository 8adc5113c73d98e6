package dev.madang.media.accountdeletion;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where we hear of users who leave, and tell that their part is removed.
 *
 * @param queue SQS queue of account events
 */
@ConfigurationProperties("media.account-deletion")
record AccountDeletionProperties(String queue) {}
