package dev.madang.media.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How originals are processed.
 *
 * @param eventsQueue SQS queue of S3 event notifications and malware scan results
 * @param queue SQS queue of the originals to process, with a message group per user
 * @param maxReceiveCount of a message before it goes to the dead-letter queue, as in the queue's
 *     redrive policy
 * @param backoff between two attempts at a message
 * @param heartbeat how often the message of an original in work is hidden again, for three times as
 *     long: after a crash it is received again soon, however long an original may take
 * @param maxVerifiedSize other files than images that are larger are not read; S3 has compared the
 *     checksums of their parts
 * @param fastModeAfter renditions are encoded fast for events that have waited longer than this
 */
@ConfigurationProperties("media.processing")
record ProcessingProperties(
    String eventsQueue,
    String queue,
    @DefaultValue("12") int maxReceiveCount,
    @DefaultValue Backoff backoff,
    @DefaultValue("30s") Duration heartbeat,
    @DefaultValue("1GB") DataSize maxVerifiedSize,
    @DefaultValue("1m") Duration fastModeAfter) {

  /**
   * The delay before a message that failed is received again.
   *
   * @param initial after the first failure; doubles each time
   * @param max the longest delay
   */
  record Backoff(@DefaultValue("15s") Duration initial, @DefaultValue("10m") Duration max) {}
}
