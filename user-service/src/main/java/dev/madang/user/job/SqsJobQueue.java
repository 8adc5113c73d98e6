package dev.madang.user.job;

import dev.madang.defaults.sqs.SqsFairQueue;
import java.time.Duration;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.json.JsonMapper;

@Component
class SqsJobQueue implements JobQueue {

  private final SqsFairQueue queue;

  SqsJobQueue(SqsAsyncClient sqs, JsonMapper json, JobProperties properties) {
    this.queue = new SqsFairQueue(sqs, json, properties.queue());
  }

  @Override
  public void send(JobMessage message, Duration pause) {
    queue.send(message.owner().value(), message, pause);
  }
}
