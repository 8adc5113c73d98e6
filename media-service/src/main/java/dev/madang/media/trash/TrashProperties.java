package dev.madang.media.trash;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The lifecycle of the bucket of originals must keep noncurrent versions at least for the
 * retention.
 *
 * @param retention how long an item in the trash can be restored
 * @param interval between two runs of the purge job
 * @param lock for how long one instance holds the job's lock if it crashes
 */
@ConfigurationProperties("media.trash")
public record TrashProperties(
    @DefaultValue("30d") Duration retention,
    @DefaultValue("1h") Duration interval,
    @DefaultValue("10m") Duration lock) {}
