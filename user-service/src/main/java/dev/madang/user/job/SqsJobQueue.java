package dev.madang.user.job;

import java.time.Duration;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import tools.jackson.databind.json.JsonMapper;

/** A message group per user makes a standard queue fair. */
@Component
class SqsJobQueue implements JobQueue {

  private final SqsAsyncClient sqs;
  private final JsonMapper json;
  private final String queue;
  private volatile String url = "";

  SqsJobQueue(SqsAsyncClient sqs, JsonMapper json, JobProperties properties) {
    this.sqs = sqs;
    this.json = json;
    this.queue = properties.queue();
  }

  @Override
  public void send(JobMessage message, Duration pause) {
    var body = json.writeValueAsString(message);
    sqs.sendMessage(send ->
            send.queueUrl(url())
                .messageGroupId(message.owner().value())
                .messageBody(body)
                .delaySeconds((int) pause.toSeconds()))
        .join();
  }

  private String url() {
    if (url.isEmpty()) {
      url =
          sqs.getQueueUrl(get -> get.queueName(queue))
              .thenApply(GetQueueUrlResponse::queueUrl)
              .join();
    }
    return url;
  }
}
