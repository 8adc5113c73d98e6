package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.listener.SqsHeaders.MessageSystemAttributes;
import io.awspring.cloud.sqs.listener.Visibility;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

@Component
class SqsOriginalListener {

  private final MediaProcessor processor;
  private final ProcessingProperties properties;
  private final Clock clock;

  SqsOriginalListener(MediaProcessor processor, ProcessingProperties properties, Clock clock) {
    this.processor = processor;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Returns, so that the message is deleted, when the original is settled or awaits its scan. One
   * more original than decoders is processed at once: it is fetched while the others are decoded.
   */
  @SqsListener(
      queueNames = "${media.processing.queue}",
      id = "originals",
      maxConcurrentMessages = "#{${media.rendition.decoders} + 1}",
      maxMessagesPerPoll = "1")
  void on(
      OriginalMessage message,
      Visibility visibility,
      @Header(MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT) String receiveCount,
      @Header(MessageSystemAttributes.SQS_SENT_TIMESTAMP) String sent) {
    int receive = Integer.parseInt(receiveCount);
    var age = Duration.between(Instant.ofEpochMilli(Long.parseLong(sent)), clock.instant());
    boolean fast = age.compareTo(properties.fastModeAfter()) > 0;
    var original = message.original();
    // Closed before the failure is handled.
    try (var _ = new SqsHeartbeat(visibility, properties.heartbeat())) {
      processor.process(original, fast);
    } catch (RuntimeException failure) {
      markFailedAtLast(original, receive, failure);
      pause(visibility, pauseAfter(receive), failure);
      throw failure;
    }
  }

  private static void pause(Visibility visibility, Duration pause, RuntimeException failure) {
    try {
      visibility.changeTo(Math.toIntExact(pause.toSeconds()));
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
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
