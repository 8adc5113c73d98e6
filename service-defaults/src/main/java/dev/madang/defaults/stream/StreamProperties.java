package dev.madang.defaults.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which table's stream this service reads, and how.
 *
 * @param table name of the table whose stream is read
 * @param consumer name of the reader: each has its own place in the stream, shared by all copies
 * @param checkpoints name of the table that keeps each consumer's place
 * @param locks name of the table that says which copy reads
 * @param pollInterval wait after an empty answer of the stream; AWS allows five polls a second
 * @param batch how many changes one poll brings at most: a crash may repeat that many
 * @param lease how long a copy that died keeps the others waiting; whole seconds
 * @param reviewInterval how often the list of shards is read again
 * @param grace how long a stop waits for the change being handled
 * @param regionAttribute attribute that names the region which wrote the item; a change that
 *     another region wrote is passed over. Only for global tables
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
    @DefaultValue("10s") Duration reviewInterval,
    @DefaultValue("10s") Duration grace,
    @Nullable String regionAttribute) {}
