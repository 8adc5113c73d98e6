package dev.madang.defaults.sqs;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Sends messages as JSON. A message group per user makes a standard queue fair. */
public final class SqsFairQueue {

  private final SqsAsyncClient sqs;
  private final ObjectWriter json;
  private final String name;
  private volatile String url = "";

  /**
   * @param name of the queue; its URL is asked for with the first message
   */
  public SqsFairQueue(SqsAsyncClient sqs, JsonMapper json, String name) {
    this.sqs = sqs;
    // SQS rejects some characters that a key of S3 may have, such as U+FFFE.
    this.json = json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    this.name = name;
  }

  /** Returns when the message is stored. */
  public void send(String user, Object message, Duration delay) {
    var body = body(message);
    sqs.sendMessage(send ->
            send.queueUrl(url())
                .messageGroupId(user)
                .messageBody(body)
                .delaySeconds((int) delay.toSeconds()))
        .join();
  }

  String body(Object message) {
    return json.writeValueAsString(message);
  }

  private String url() {
    if (url.isEmpty()) {
      url =
          sqs.getQueueUrl(get -> get.queueName(name))
              .thenApply(GetQueueUrlResponse::queueUrl)
              .join();
    }
    return url;
  }
}
