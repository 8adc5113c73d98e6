package dev.madang.defaults.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.json.JsonMapper;

class SqsFairQueueTests {

  /** It rejects the whole message, so its original would never be processed. */
  @Test
  void messagesHaveNoCharacterThatSqsRejects() {
    var json = JsonMapper.shared();
    var key = "private/ada/media/\uFFFE\uFFFF\u0001 \uD83C\uDF3C.jpg";
    try (var sqs = SqsAsyncClient.builder().region(Region.EU_CENTRAL_1).build()) {
      var body = new SqsFairQueue(sqs, json, "queue").body(Map.of("key", key));

      assertThat(body).matches("[ -~]+");
      assertThat(json.readTree(body).get("key").stringValue()).isEqualTo(key);
    }
  }
}
