package dev.madang.media.intake;

import dev.madang.media.upload.OriginalKey;
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
class SqsUploads {

  private final Intake intake;
  private final IntakeProperties properties;
  private final Clock clock;

  SqsUploads(Intake intake, IntakeProperties properties, Clock clock) {
    this.intake = intake;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Acknowledged when each of its originals is settled, or waits for the scanner, which speaks up.
   * One that fails keeps none of the others waiting, and brings all of them again.
   */
  @SqsListener(queueNames = "${media.intake.queue}", id = "uploads")
  void on(
      ObjectMessage message,
      Visibility visibility,
      @Header(MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT) String receives,
      @Header(MessageSystemAttributes.SQS_SENT_TIMESTAMP) String sent) {
    int receive = Integer.parseInt(receives);
    var age = Duration.between(Instant.ofEpochMilli(Long.parseLong(sent)), clock.instant());
    boolean inHaste = age.compareTo(properties.hasteAfter()) > 0;
    var failures = new ArrayList<RuntimeException>();
    for (var original : message.originals()) {
      try {
        intake.receive(original, inHaste);
      } catch (RuntimeException failure) {
        failures.add(failure);
        giveUpAtLast(original, receive, failure);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      visibility.changeTo(Math.toIntExact(pauseAfter(receive).toSeconds()));
      throw first;
    }
  }

  /** The next time it would be a dead letter, which nobody reads. */
  private void giveUpAtLast(OriginalKey original, int receive, RuntimeException failure) {
    if (receive >= properties.receives()) {
      try {
        intake.giveUp(original);
      } catch (RuntimeException alsoThat) {
        failure.addSuppressed(alsoThat);
      }
    }
  }

  private Duration pauseAfter(int receive) {
    var pause = properties.pause().multipliedBy(1L << Math.min(receive - 1, 20));
    return pause.compareTo(properties.longestPause()) < 0 ? pause : properties.longestPause();
  }
}
