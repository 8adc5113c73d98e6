package dev.madang.media.accountdeletion;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param queue the SQS queue of account events
 */
@ConfigurationProperties("media.account-deletion")
record AccountDeletionProperties(String queue) {}
