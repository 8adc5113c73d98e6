package dev.madang.media.trash;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the trash keeps, and where what it keeps lies.
 *
 * @param originals bucket with versions; it must keep those that were deleted for as long
 * @param renditions bucket without versions
 * @param retention how long a media can be restored
 * @param pause between two looks for what is due
 * @param lease for how long one copy of this service looks alone, should it die
 */
@ConfigurationProperties("media.trash")
public record TrashProperties(
    String originals,
    String renditions,
    @DefaultValue("30d") Duration retention,
    @DefaultValue("1h") Duration pause,
    @DefaultValue("10m") Duration lease) {}
