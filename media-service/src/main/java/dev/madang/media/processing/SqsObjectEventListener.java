package dev.madang.media.processing;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

/** Puts the originals of each event into the fair queue: S3 cannot name a message group. */
@Component
class SqsObjectEventListener {

  private final OriginalQueue originals;

  SqsObjectEventListener(OriginalQueue originals) {
    this.originals = originals;
  }

  @SqsListener(queueNames = "${media.processing.events-queue}", id = "object-events")
  void on(S3ObjectEvent message) {
    message.originals().forEach(originals::send);
  }
}
