package dev.madang.user.quota;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

@Component
class SqsObjectEvents {

  private final ObjectCount count;

  SqsObjectEvents(ObjectCount count) {
    this.count = count;
  }

  @SqsListener(queueNames = "${user.quota.queue}", id = "space-objects")
  void on(S3EventMessage message) {
    message.changes().forEach(count::on);
  }
}
