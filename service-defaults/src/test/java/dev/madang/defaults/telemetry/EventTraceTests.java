package dev.madang.defaults.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.localaws.LocalAws;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An event carries the trace of its publisher over SNS and SQS to the listener. */
class EventTraceTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final SnsClient sns = AWS.client(SnsClient.builder());
  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final String queue = "traced-" + UUID.randomUUID();

  @Test
  void listenerContinuesTheStoredTraceOfThePublisher() throws Exception {
    var topic = topicWith(queue);
    try (var service =
        TestService.start(
            ListeningService.class, "AWS_ENDPOINT_URL=" + AWS.endpoint(), "queue=" + queue)) {
      var stored = new TraceParent("00-" + TRACE_ID + "-b7ad6b7169203331-01");
      var publisher = service.getBean(SnsEventPublisher.class);
      TraceParent.observation(
              "publishing", Optional.of(stored), service.getBean(ObservationRegistry.class))
          .observe(() ->
              publisher.publish(
                  topic, CloudEvent.of("1", "/test", "done", "1", Instant.EPOCH, "data")));

      assertThat(service.getBean(Listener.class).traceId.get(20, TimeUnit.SECONDS))
          .isEqualTo(TRACE_ID);
    }
  }

  private String topicWith(String queue) {
    var url = sqs.createQueue(it -> it.queueName(queue)).queueUrl();
    var arn =
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    var topic = sns.createTopic(it -> it.name(queue)).topicArn();
    sns.subscribe(it ->
        it.topicArn(topic)
            .protocol("sqs")
            .endpoint(arn)
            .attributes(Map.of("RawMessageDelivery", "true")));
    return topic;
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Listener.class)
  static class ListeningService {}

  static class Listener {

    private final CompletableFuture<String> traceId = new CompletableFuture<>();
    private final Tracer tracer;

    Listener(Tracer tracer) {
      this.tracer = tracer;
    }

    @SqsListener("${queue}")
    void on(String event) {
      traceId.complete(requireNonNull(tracer.currentSpan()).context().traceId());
    }
  }
}
