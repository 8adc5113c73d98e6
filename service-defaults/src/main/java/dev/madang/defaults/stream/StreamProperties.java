package dev.madang.defaults.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which stream this service reads, and how.
 *
 * @param table name of the table whose stream is read
 * @param consumer name of the reader; all instances of the service share its checkpoints
 * @param checkpoints name of the table of checkpoints
 * @param locks name of the table with the lock of the reading instance
 * @param pollInterval after an empty response; AWS allows five polls a second
 * @param batch maximum number of changes in a poll; after a crash that many may be redelivered
 * @param lease after which the lock of a crashed instance expires; whole seconds
 * @param shardRefreshInterval between two listings of the shards
 * @param grace how long a stop waits for deliveries in progress
 * @param regionAttribute of a global table: names the region that wrote the item; changes of other
 *     regions are skipped
 */
@ConfigurationProperties("madang.stream")
record StreamProperties(
    String table,
    String consumer,
    String checkpoints,
    String locks,
    @DefaultValue("300ms") Duration pollInterval,
    @DefaultValue("100") int batch,
    @DefaultValue("6s") Duration lease,
    @DefaultValue("10s") Duration shardRefreshInterval,
    @DefaultValue("10s") Duration grace,
    @Nullable String regionAttribute) {}
