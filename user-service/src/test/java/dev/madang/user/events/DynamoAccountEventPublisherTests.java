package dev.madang.user.events;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class DynamoAccountEventPublisherTests extends RunningService {

  private final Profiles profiles;
  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final String queue =
      sqs.getQueueUrl(get -> get.queueName("notification-service-account-events")).queueUrl();

  @Autowired
  DynamoAccountEventPublisherTests(Profiles profiles) {
    this.profiles = profiles;
  }

  @Test
  void aNewProfileIsPublishedOnce() {
    var ada = UUID.randomUUID().toString();
    var profile = Profile.create(new UserId(ada), "ada@example.com", "Ada", Instant.EPOCH);
    profiles.createIfAbsent(profile);
    profiles.createIfAbsent(profile);
    var bob = UUID.randomUUID().toString();
    profiles.createIfAbsent(
        Profile.create(new UserId(bob), "bob@example.com", "Bob", Instant.EPOCH));

    var received = new ArrayList<String>();
    await()
        .atMost(ofSeconds(20))
        .until(() -> {
          received.addAll(receive());
          return received.stream().anyMatch(event -> event.contains(bob));
        });

    assertThat(received)
        .filteredOn(event -> event.contains(ada))
        .singleElement()
        .asString()
        .contains("\"type\":\"madang.account.created.v1\"", "\"subject\":\"" + ada + "\"")
        .doesNotContain("ada@example.com");
  }

  private List<String> receive() {
    return sqs
        .receiveMessage(
            receive -> receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }
}
