package dev.madang.user.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Quotas of private spaces.
 *
 * @param table DynamoDB table of the quotas, keyed by {@code userId}
 * @param objectUsageTable DynamoDB table of counted objects, keyed by {@code userId} and {@code
 *     key}
 * @param limit the default limit, 5 GiB
 * @param maxOpenUploads how many reservations a user can have
 * @param deletedObjectRetention how long the record of a deleted object is kept; longer than an
 *     event can be late
 */
@ConfigurationProperties("user.quota")
record QuotaProperties(
    String table,
    String objectUsageTable,
    @DefaultValue("5GB") DataSize limit,
    @DefaultValue("200") int maxOpenUploads,
    @DefaultValue("30d") Duration deletedObjectRetention) {}
