package dev.madang.media.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what no event told is found.
 *
 * @param interval between two sweeps; each lists the whole bucket of the private spaces
 * @param grace younger originals are left to their event
 * @param lock for how long one copy of this service sweeps alone, should it die
 */
@ConfigurationProperties("media.processing.reconciler")
record ReconcilerProperties(
    @DefaultValue("5m") Duration interval,
    @DefaultValue("2m") Duration grace,
    @DefaultValue("4m") Duration lock) {}
