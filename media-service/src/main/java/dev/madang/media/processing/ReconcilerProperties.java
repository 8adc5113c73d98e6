package dev.madang.media.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lost events are repaired.
 *
 * @param interval between two runs; each lists the whole bucket of originals
 * @param grace the age up to which originals are left to their event; with the interval less than
 *     the promised 15 minutes
 * @param lock how long the lock outlives an instance that crashed
 */
@ConfigurationProperties("media.processing.reconciler")
record ReconcilerProperties(
    @DefaultValue("5m") Duration interval,
    @DefaultValue("9m") Duration grace,
    @DefaultValue("4m") Duration lock) {}
