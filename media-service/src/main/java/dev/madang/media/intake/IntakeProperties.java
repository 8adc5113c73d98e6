package dev.madang.media.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How originals are taken in.
 *
 * @param queue SQS queue of S3's events and of the scanner's
 * @param receives how often a message may come before it is a dead letter: that of the queue's
 *     redrive policy
 * @param pause before a message that failed comes again; doubles each time
 * @param longestPause the pauses grow no longer
 * @param verified larger originals that are no pictures are not read: of those, what S3 has
 *     compared part by part counts
 * @param hasteAfter from which age of an event on pictures are made in haste, for the queue is long
 */
@ConfigurationProperties("media.intake")
record IntakeProperties(
    String queue,
    @DefaultValue("12") int receives,
    @DefaultValue("15s") Duration pause,
    @DefaultValue("10m") Duration longestPause,
    @DefaultValue("1GB") DataSize verified,
    @DefaultValue("1m") Duration hasteAfter) {}
