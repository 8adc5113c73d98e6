package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.listener.SqsHeaders.MessageSystemAttributes;
import io.awspring.cloud.sqs.listener.Visibility;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

@Component
class SqsObjectEventListener {

  private final MediaProcessor processor;
  private final ProcessingProperties properties;
  private final Clock clock;

  SqsObjectEventListener(MediaProcessor processor, ProcessingProperties properties, Clock clock) {
    this.processor = processor;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Returns, so that the message is deleted, when each original is settled or awaits its scan. If
   * one fails the others are processed, and the message is received again.
   */
  @SqsListener(queueNames = "${media.processing.queue}", id = "object-events")
  void on(
      S3ObjectEvent message,
      Visibility visibility,
      @Header(MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT) String receiveCount,
      @Header(MessageSystemAttributes.SQS_SENT_TIMESTAMP) String sent) {
    int receive = Integer.parseInt(receiveCount);
    var age = Duration.between(Instant.ofEpochMilli(Long.parseLong(sent)), clock.instant());
    boolean fast = age.compareTo(properties.fastModeAfter()) > 0;
    var failures = new ArrayList<RuntimeException>();
    for (var original : message.originals()) {
      try {
        processor.process(original, fast);
      } catch (RuntimeException failure) {
        failures.add(failure);
        markFailedAtLast(original, receive, failure);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      visibility.changeTo(Math.toIntExact(pauseAfter(receive).toSeconds()));
      throw first;
    }
  }

  /** The next time the message would go to the dead-letter queue. */
  private void markFailedAtLast(OriginalKey original, int receive, RuntimeException failure) {
    if (receive >= properties.maxReceiveCount()) {
      try {
        processor.markFailed(original);
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
    }
  }

  private Duration pauseAfter(int receive) {
    var pause = properties.backoff().initial().multipliedBy(1L << Math.min(receive - 1, 20));
    return pause.compareTo(properties.backoff().max()) < 0 ? pause : properties.backoff().max();
  }
}
