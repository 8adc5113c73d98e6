package dev.madang.user.announcement;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.RunningService;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class DynamoAccountAnnouncementsTests extends RunningService {

  private final Profiles profiles;
  private final SqsClient sqs = AWS.client(SqsClient.builder());
  private final String queue =
      sqs.getQueueUrl(get -> get.queueName("notification-service-account-events")).queueUrl();

  @Autowired
  DynamoAccountAnnouncementsTests(Profiles profiles) {
    this.profiles = profiles;
  }

  @Test
  void aNewProfileIsToldOnce() {
    var ada = UUID.randomUUID().toString();
    var profile = Profile.opened(new UserId(ada), "ada@example.com", "Ada", Instant.EPOCH);
    profiles.open(profile);
    profiles.open(profile);
    var bob = UUID.randomUUID().toString();
    profiles.open(Profile.opened(new UserId(bob), "bob@example.com", "Bob", Instant.EPOCH));

    var told = new ArrayList<String>();
    await()
        .atMost(ofSeconds(20))
        .until(() -> {
          told.addAll(heard());
          return told.stream().anyMatch(event -> event.contains(bob));
        });

    assertThat(told)
        .filteredOn(event -> event.contains(ada))
        .singleElement()
        .asString()
        .contains("\"type\":\"madang.account.opened.v1\"", "\"subject\":\"" + ada + "\"")
        .doesNotContain("ada@example.com");
  }

  private List<String> heard() {
    return sqs
        .receiveMessage(
            receive -> receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }
}
