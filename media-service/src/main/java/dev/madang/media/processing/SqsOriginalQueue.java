package dev.madang.media.processing;

import dev.madang.defaults.sqs.SqsFairQueue;
import dev.madang.media.OriginalKey;
import java.time.Duration;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.json.JsonMapper;

@Component
class SqsOriginalQueue implements OriginalQueue {

  private final SqsFairQueue queue;

  SqsOriginalQueue(SqsAsyncClient sqs, JsonMapper json, ProcessingProperties properties) {
    this.queue = new SqsFairQueue(sqs, json, properties.queue());
  }

  @Override
  public void send(OriginalKey original) {
    queue.send(original.userId().value(), OriginalMessage.of(original), Duration.ZERO);
  }
}
