package dev.madang.user.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a private space may hold, and where that is kept.
 *
 * @param table DynamoDB table of the quotas, keyed by {@code userId}
 * @param objectUsageTable DynamoDB table of what is counted, keyed by {@code userId} and {@code
 *     key}
 * @param limit of a user whom no administrator gave another; 5 GB are 5 GiB
 * @param maxOpenUploads how many reservations a user may have
 * @param deletedObjectRetention how long it is remembered that an object is gone; longer than an
 *     event may be late
 */
@ConfigurationProperties("user.quota")
record QuotaProperties(
    String table,
    String objectUsageTable,
    @DefaultValue("5GB") DataSize limit,
    @DefaultValue("200") int maxOpenUploads,
    @DefaultValue("30d") Duration deletedObjectRetention) {}
