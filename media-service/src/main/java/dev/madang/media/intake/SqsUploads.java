package dev.madang.media.intake;

import io.awspring.cloud.sqs.annotation.SqsListener;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

@Component
class SqsUploads {

  private final Intake intake;

  SqsUploads(Intake intake) {
    this.intake = intake;
  }

  /** One that fails keeps none of the others waiting, and brings all of them again. */
  @SqsListener(queueNames = "${media.intake.queue}", id = "uploads")
  void on(S3EventMessage message) {
    var failures = new ArrayList<RuntimeException>();
    for (var original : message.originals()) {
      try {
        intake.receive(original);
      } catch (RuntimeException failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
