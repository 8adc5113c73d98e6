package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import tools.jackson.databind.json.JsonMapper;

/** A message group per user makes a standard queue fair. */
@Component
class SqsOriginalQueue implements OriginalQueue {

  private final SqsAsyncClient sqs;
  private final JsonMapper json;
  private final String queue;
  private volatile String url = "";

  SqsOriginalQueue(SqsAsyncClient sqs, JsonMapper json, ProcessingProperties properties) {
    this.sqs = sqs;
    this.json = json;
    this.queue = properties.queue();
  }

  @Override
  public void send(OriginalKey original) {
    var body = json.writeValueAsString(OriginalMessage.of(original));
    sqs.sendMessage(send ->
            send.queueUrl(url()).messageGroupId(original.userId().value()).messageBody(body))
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
