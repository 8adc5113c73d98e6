package dev.madang.user.accountdeletion;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param table DynamoDB table of erasure reports, keyed by {@code userId}, with the TTL attribute
 *     {@code expireAt}
 * @param queue SQS queue of erasure reports
 * @param services whose reports a deletion waits for, by the source of their events
 * @param pollInterval how often it checks whether they have arrived
 * @param republishInterval after how long the deletion request is published again
 * @param finalSweepDelay how long after the account is disabled everything is erased once more;
 *     longer than storage credentials and upload links that were issued before are valid
 */
@ConfigurationProperties("user.account-deletion")
record AccountDeletionProperties(
    String table,
    String queue,
    @DefaultValue({"/media-service", "/notification-service"}) List<String> services,
    @DefaultValue("2s") Duration pollInterval,
    @DefaultValue("5m") Duration republishInterval,
    @DefaultValue("65m") Duration finalSweepDelay) {}
