package dev.madang.notification.events;

import static dev.madang.notification.events.Examples.JSON;
import static dev.madang.notification.events.Examples.data;
import static dev.madang.notification.events.Examples.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.notification.RunningService;
import dev.madang.notification.UserId;
import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.inbox.Notification;
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

/** From the SNS topics to the inbox and to SES. */
@ExtendWith(OutputCaptureExtension.class)
class EventListenerTests extends RunningService {

  private static final Queue ACCOUNT_EVENTS = new Queue(AWS, "notification-service-account-events");
  private static final Queue MEDIA_EVENTS = new Queue(AWS, "notification-service-media-events");
  private static final Queue DEAD_LETTERS = new Queue(AWS, "notification-service-media-events-dlq");
  private static final Queue ERASURE_REPORTS = new Queue(AWS, "user-service-erasure-reports");
  private static final SnsClient SNS = AWS.client(SnsClient.builder());
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final String address = "kim-" + kim + "@example.com";
  private final Inbox inbox;

  @Autowired
  EventListenerTests(Inbox inbox) {
    this.inbox = inbox;
  }

  @BeforeEach
  void redeliverSoon() {
    ACCOUNT_EVENTS.setVisibilityTimeout(1);
    MEDIA_EVENTS.setVisibilityTimeout(1);
  }

  @Test
  void addsOneNotificationForDuplicateReadyEvents() {
    var ready = mediaEvent("media-ready.v1");
    publish("media-events", ready);
    publish("media-events", ready);
    publish("media-events", ready);

    await().atMost(TIMEOUT).until(() -> !inboxOfKim().isEmpty());
    await().atMost(TIMEOUT).until(() -> MEDIA_EVENTS.size() == 0);
    assertThat(inboxOfKim())
        .extracting(Notification::type)
        .containsExactly("madang.media.ready.v1");
  }

  @Test
  void addsANotificationForARejectedItem() {
    publish("media-events", mediaEvent("media-rejected.v1"));

    await().atMost(TIMEOUT).until(() -> !inboxOfKim().isEmpty());
    assertThat(inboxOfKim())
        .extracting(Notification::type)
        .containsExactly("madang.media.rejected.v1");
  }

  @Test
  void sendsOneWelcomeMailForDuplicateEvents(CapturedOutput log) {
    USERS.add(kim.value(), address, "Kim");
    var created = accountCreated();
    publish("account-events", created);
    publish("account-events", created);
    publish("account-events", created);

    await().atMost(TIMEOUT).until(() -> !AWS.mailsTo(address).isEmpty());
    await().atMost(TIMEOUT).until(() -> ACCOUNT_EVENTS.size() == 0);
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
  void sendsTheWelcomeMailWhenUserServiceIsBack() {
    USERS.add(kim.value(), address, "Kim");
    for (int i = 0; i < 4; i++) {
      USERS.answerOnce(kim.value(), 503, "{}");
    }
    publish("account-events", accountCreated());

    await().atMost(TIMEOUT).until(() -> AWS.mailsTo(address).size() == 1);
  }

  @Test
  void sendsNoWelcomeMailToADeletedUser() {
    publish("account-events", accountCreated());

    await().atMost(TIMEOUT).until(() -> !USERS.authorizations(kim.value()).isEmpty());
    await().atMost(TIMEOUT).until(() -> ACCOUNT_EVENTS.size() == 0);
    assertThat(AWS.mailsTo(address)).isEmpty();
  }

  @Test
  void erasesTheDataOfADeletedUserAndReportsTheFirstCountAgain() {
    USERS.add(kim.value(), address, "Kim");
    publish("account-events", accountCreated());
    publish("media-events", mediaEvent("media-ready.v1"));
    publish("media-events", mediaEvent("media-rejected.v1"));
    await().atMost(TIMEOUT).until(() -> inboxOfKim().size() == 2);
    await().atMost(TIMEOUT).until(() -> AWS.mailsTo(address).size() == 1);
    await().atMost(TIMEOUT).until(() -> ACCOUNT_EVENTS.size() == 0);

    publish("account-events", deletionRequested());
    var first = erasureReport();
    publish("account-events", deletionRequested());
    var second = erasureReport();

    assertThat(inboxOfKim()).isEmpty();
    assertThat(second).isEqualTo(first);
    var expected = example("account-data-erased.v1").put("source", "/notification-service");
    expected.put("id", "erased-" + kim).put("subject", kim.value());
    expected.set("time", first.get("time"));
    data(expected).put("userId", kim.value());
    var stores = data(expected).putArray("stores");
    stores.addObject().put("name", "inbox").put("deletedCount", 2);
    stores.addObject().put("name", "deliveries").put("deletedCount", 1);
    assertThat(first).isEqualTo(expected);
  }

  @Test
  void addsNothingForADeletedUser() {
    publish("account-events", deletionRequested());
    erasureReport();

    publish("media-events", mediaEvent("media-ready.v1"));
    await().atMost(TIMEOUT).until(() -> MEDIA_EVENTS.size() == 0);

    assertThat(inboxOfKim()).isEmpty();
  }

  @Test
  void movesAMalformedEventToTheDeadLetterQueue() {
    var before = DEAD_LETTERS.size();
    MEDIA_EVENTS.send("{\"type\": \"madang.media.ready.v1\"}");

    await().atMost(TIMEOUT).until(() -> DEAD_LETTERS.size() == before + 1);
  }

  private ObjectNode accountCreated() {
    var event = example("account-created.v1").put("id", UUID.randomUUID().toString());
    event.put("subject", kim.value());
    data(event).put("userId", kim.value());
    return event;
  }

  private ObjectNode deletionRequested() {
    var event = example("account-deletion-requested.v1").put("id", UUID.randomUUID().toString());
    event.put("subject", kim.value());
    data(event).put("userId", kim.value());
    return event;
  }

  private JsonNode erasureReport() {
    return await()
        .atMost(TIMEOUT)
        .until(() -> ERASURE_REPORTS.receive(kim.value()), Optional::isPresent)
        .map(JSON::readTree)
        .orElseThrow();
  }

  private ObjectNode mediaEvent(String name) {
    var event = example(name).put("id", UUID.randomUUID().toString());
    data(event).put("userId", kim.value());
    return event;
  }

  private List<Notification> inboxOfKim() {
    return inbox.newest(kim, Optional.empty(), 10);
  }

  private static void publish(String topic, ObjectNode event) {
    var arn = "arn:aws:sns:eu-central-1:123456789012:" + topic;
    SNS.publish(publish -> publish.topicArn(arn).message(event.toString()));
  }
}
