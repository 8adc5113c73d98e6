package dev.madang.media.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How what no event told is found.
 *
 * @param pause between two sweeps; each lists the whole bucket of the private spaces
 * @param grace younger originals are left to their event
 * @param lease for how long one copy of this service sweeps alone, should it die
 */
@ConfigurationProperties("media.intake.sweep")
record SweepProperties(
    @DefaultValue("5m") Duration pause,
    @DefaultValue("2m") Duration grace,
    @DefaultValue("4m") Duration lease) {}
