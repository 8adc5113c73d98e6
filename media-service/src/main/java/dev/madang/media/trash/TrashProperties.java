package dev.madang.media.trash;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the trash keeps what is deleted. The bucket of originals must keep deleted versions for
 * as long.
 *
 * @param retention how long a media can be restored
 * @param interval between two looks for what is due
 * @param lock for how long one copy of this service looks alone, should it die
 */
@ConfigurationProperties("media.trash")
public record TrashProperties(
    @DefaultValue("30d") Duration retention,
    @DefaultValue("1h") Duration interval,
    @DefaultValue("10m") Duration lock) {}
