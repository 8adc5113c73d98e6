package dev.madang.notification.incoming;

import static dev.madang.notification.incoming.Examples.JSON;
import static dev.madang.notification.incoming.Examples.data;
import static dev.madang.notification.incoming.Examples.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.notification.RunningService;
import dev.madang.notification.inbox.Entry;
import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.recipient.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the topics to the inbox and the mails. */
@ExtendWith(OutputCaptureExtension.class)
class ListeningTests extends RunningService {

  private static final Queue ACCOUNT_EVENTS = new Queue(AWS, "notification-service-account-events");
  private static final Queue MEDIA_EVENTS = new Queue(AWS, "notification-service-media-events");
  private static final Queue DEAD_LETTERS = new Queue(AWS, "notification-service-media-events-dlq");
  private static final Queue REMOVALS = new Queue(AWS, "user-service-removals");
  private static final SnsClient SNS = AWS.client(SnsClient.builder());
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final String address = "kim-" + kim + "@example.com";
  private final Inbox inbox;

  @Autowired
  ListeningTests(Inbox inbox) {
    this.inbox = inbox;
  }

  @BeforeEach
  void whatFailsComesAgainSoon() {
    ACCOUNT_EVENTS.repeatAfterSeconds(1);
    MEDIA_EVENTS.repeatAfterSeconds(1);
  }

  @Test
  void aReadyPhotoComesToTheInboxOnceHoweverOftenItIsTold() {
    var ready = mediaEvent("media-ready.v1");
    tell("media-events", ready);
    tell("media-events", ready);
    tell("media-events", ready);

    await().atMost(PATIENCE).until(() -> !inboxOfKim().isEmpty());
    await().atMost(PATIENCE).until(() -> MEDIA_EVENTS.size() == 0);
    assertThat(inboxOfKim()).extracting(Entry::type).containsExactly("media-ready");
  }

  @Test
  void aRejectedPhotoComesToTheInbox() {
    tell("media-events", mediaEvent("media-rejected.v1"));

    await().atMost(PATIENCE).until(() -> !inboxOfKim().isEmpty());
    assertThat(inboxOfKim()).extracting(Entry::type).containsExactly("media-rejected");
  }

  @Test
  void aNewUserIsWelcomedOnceHoweverOftenItIsTold(CapturedOutput log) {
    USERS.has(kim.value(), address, "Kim");
    var opened = accountOpened();
    tell("account-events", opened);
    tell("account-events", opened);
    tell("account-events", opened);

    await().atMost(PATIENCE).until(() -> !AWS.mailsTo(address).isEmpty());
    await().atMost(PATIENCE).until(() -> ACCOUNT_EVENTS.size() == 0);
    assertThat(AWS.mailsTo(address))
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.from()).isEqualTo("hello@madang.example");
          assertThat(mail.subject()).isEqualTo("Welcome to Madang");
          assertThat(mail.text()).startsWith("Hello Kim,");
        });
    assertThat(inboxOfKim()).isEmpty();
    assertThat(log)
        .contains("welcome#" + kim)
        .doesNotContain(address)
        .doesNotContain(USERS.authorizations(kim.value()).getFirst().substring("Bearer ".length()));
  }

  @Test
  void whileUserServiceIsDownTheWelcomeWaits() {
    USERS.has(kim.value(), address, "Kim");
    for (int i = 0; i < 4; i++) {
      USERS.firstSays(kim.value(), 503, "{}");
    }
    tell("account-events", accountOpened());

    await().atMost(PATIENCE).until(() -> AWS.mailsTo(address).size() == 1);
  }

  @Test
  void aUserWhoIsGoneIsNotWelcomed() {
    tell("account-events", accountOpened());

    await().atMost(PATIENCE).until(() -> !USERS.authorizations(kim.value()).isEmpty());
    await().atMost(PATIENCE).until(() -> ACCOUNT_EVENTS.size() == 0);
    assertThat(AWS.mailsTo(address)).isEmpty();
  }

  @Test
  void ofAUserWhoLeavesNothingIsLeftAndTheFirstCountIsToldAgain() {
    USERS.has(kim.value(), address, "Kim");
    tell("account-events", accountOpened());
    tell("media-events", mediaEvent("media-ready.v1"));
    tell("media-events", mediaEvent("media-rejected.v1"));
    await().atMost(PATIENCE).until(() -> inboxOfKim().size() == 2);
    await().atMost(PATIENCE).until(() -> AWS.mailsTo(address).size() == 1);
    await().atMost(PATIENCE).until(() -> ACCOUNT_EVENTS.size() == 0);

    tell("account-events", accountClosed());
    var first = removed();
    tell("account-events", accountClosed());
    var second = removed();

    assertThat(inboxOfKim()).isEmpty();
    assertThat(second).isEqualTo(first);
    var expected = example("account-part-removed.v1").put("source", "/notification-service");
    expected.put("id", "removed-" + kim).put("subject", kim.value());
    expected.set("time", first.get("time"));
    data(expected).put("userId", kim.value());
    var parts = data(expected).putArray("parts");
    parts.addObject().put("store", "inbox").put("removed", 2);
    parts.addObject().put("store", "mails").put("removed", 1);
    assertThat(first).isEqualTo(expected);
  }

  @Test
  void whoHasLeftIsToldNothingMore() {
    tell("account-events", accountClosed());
    removed();

    tell("media-events", mediaEvent("media-ready.v1"));
    await().atMost(PATIENCE).until(() -> MEDIA_EVENTS.size() == 0);

    assertThat(inboxOfKim()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsADeadLetter() {
    var before = DEAD_LETTERS.size();
    MEDIA_EVENTS.send("{\"type\": \"madang.media.ready.v1\"}");

    await().atMost(PATIENCE).until(() -> DEAD_LETTERS.size() == before + 1);
  }

  private ObjectNode accountOpened() {
    var event = example("account-opened.v1").put("id", UUID.randomUUID().toString());
    event.put("subject", kim.value());
    data(event).put("userId", kim.value());
    return event;
  }

  private ObjectNode accountClosed() {
    var event = example("account-closed.v1").put("id", UUID.randomUUID().toString());
    event.put("subject", kim.value());
    data(event).put("userId", kim.value());
    return event;
  }

  private JsonNode removed() {
    return await()
        .atMost(PATIENCE)
        .until(() -> REMOVALS.receive(kim.value()), Optional::isPresent)
        .map(JSON::readTree)
        .orElseThrow();
  }

  private ObjectNode mediaEvent(String name) {
    var event = example(name).put("id", UUID.randomUUID().toString());
    data(event).put("owner", kim.value());
    return event;
  }

  private List<Entry> inboxOfKim() {
    return inbox.newest(kim, Optional.empty(), 10);
  }

  private static void tell(String topic, ObjectNode event) {
    var arn = "arn:aws:sns:eu-central-1:123456789012:" + topic;
    SNS.publish(publish -> publish.topicArn(arn).message(event.toString()));
  }
}
