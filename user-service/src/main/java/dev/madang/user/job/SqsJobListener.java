package dev.madang.user.job;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

@Component
class SqsJobListener {

  private final JobRunner runner;

  SqsJobListener(JobRunner runner) {
    this.runner = runner;
  }

  @SqsListener(queueNames = "${user.job.queue}", id = "jobs")
  void on(JobMessage message, @Header(MessageHeaders.ID) Object messageId) {
    runner.run(message, messageId.toString());
  }
}
