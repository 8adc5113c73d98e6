package dev.madang.defaults.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.defaults.telemetry.TestService;
import dev.madang.localaws.LocalAws;
import io.awspring.cloud.sqs.annotation.SqsListener;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A listener receives a message that it cannot read. */
@ExtendWith(OutputCaptureExtension.class)
class PoisonMessageTests {

  private static final LocalAws AWS = LocalAws.running();

  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final String queue = "poisoned-" + UUID.randomUUID();

  @Test
  void poisonMessageOfTwoHundredKilobytesIsAFewShortLines(CapturedOutput log) throws Exception {
    var url = sqs.createQueue(it -> it.queueName(queue)).queueUrl();
    try (var _ =
        TestService.start(
            ListeningService.class, "AWS_ENDPOINT_URL=" + AWS.endpoint(), "queue=" + queue)) {
      int before = log.getOut().length();
      var id =
          sqs.sendMessage(it -> it.queueUrl(url).messageBody("poison ".repeat(200 * 1024 / 7)))
              .messageId();
      await().atMost(Duration.ofSeconds(20)).until(() -> log.getOut().indexOf(id, before) > 0);
      Thread.sleep(500);

      var lines = log.getOut().substring(before).lines().toList();
      assertThat(lines)
          .hasSizeLessThan(40)
          .allSatisfy(line -> assertThat(line.getBytes(UTF_8)).hasSizeLessThan(2048));
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Listener.class)
  static class ListeningService {}

  static class Listener {

    @SqsListener("${queue}")
    void on(Message message) {
      throw new AssertionError(message);
    }

    record Message(String text) {}
  }
}
