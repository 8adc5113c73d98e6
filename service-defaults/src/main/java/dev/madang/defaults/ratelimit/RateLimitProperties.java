package dev.madang.defaults.ratelimit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where token buckets are kept.
 *
 * @param table DynamoDB table, keyed by {@code id}, in which all instances of a service share their
 *     buckets; if absent or {@code false}, each instance counts by itself
 * @param clientsPerAddress by which the limits of one client address are multiplied: more than 1
 *     where all clients come from few addresses, as on a laptop
 * @param maxBuckets in memory for each limit; about 300 bytes each
 */
@ConfigurationProperties("madang.rate-limit")
record RateLimitProperties(
    @Nullable String table,
    @DefaultValue("1") int clientsPerAddress,
    @DefaultValue("50000") int maxBuckets) {}
