package dev.madang.notification.events;

import static dev.madang.notification.events.Examples.JSON;
import static dev.madang.notification.events.Examples.data;
import static dev.madang.notification.events.Examples.event;
import static dev.madang.notification.events.Examples.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.notification.UserId;
import dev.madang.notification.inbox.MemoryInbox;
import dev.madang.notification.inbox.Notification;
import dev.madang.notification.template.NotificationTexts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class SqsMediaEventsTests {

  private final MemoryInbox inbox = new MemoryInbox();
  private final SqsMediaEvents events = new SqsMediaEvents(inbox, new NotificationTexts(), JSON);

  @Test
  void addsANotificationForAReadyItem() {
    var ready = example("media-ready.v1");

    events.on(event(ready));

    assertThat(inboxOf(ready))
        .singleElement()
        .satisfies(notification -> {
          assertThat(notification.type()).isEqualTo("madang.media.ready.v1");
          assertThat(notification.mediaId().value())
              .isEqualTo(data(ready).get("mediaId").stringValue());
          assertThat(notification.text()).isEqualTo("Your photo is ready.");
          assertThat(notification.createdAt()).isEqualTo(ready.get("time").stringValue());
        });
  }

  @Test
  void addsANotificationWithTheReasonForARejectedItem() {
    var rejected = example("media-rejected.v1");

    events.on(event(rejected));

    assertThat(inboxOf(rejected))
        .singleElement()
        .satisfies(notification -> {
          assertThat(notification.type()).isEqualTo("madang.media.rejected.v1");
          assertThat(notification.mediaId().value())
              .isEqualTo(data(rejected).get("mediaId").stringValue());
          assertThat(notification.rejectionReason())
              .isEqualTo(data(rejected).get("reason").stringValue());
          assertThat(notification.text()).startsWith("We could not use your photo: ");
        });
  }

  @Test
  void aDuplicateEventAddsNothing() {
    var ready = example("media-ready.v1");

    events.on(event(ready));
    events.on(event(ready));

    assertThat(inboxOf(ready)).hasSize(1);
  }

  @Test
  void eventsOutOfOrderAreListedByTime() {
    var later = example("media-ready.v1").put("id", "2");
    data(later).put("mediaId", "later");
    later.put("time", Instant.parse(later.get("time").stringValue()).plusMillis(1).toString());
    var earlier = example("media-ready.v1").put("id", "1");
    data(earlier).put("mediaId", "earlier");

    events.on(event(later));
    events.on(event(earlier));

    assertThat(inboxOf(later))
        .extracting(it -> it.mediaId().value())
        .containsExactly("later", "earlier");
  }

  @Test
  void aTrashedItemIsHiddenInWhateverOrderEventsArrive() {
    var ready = example("media-ready.v1");
    var trashed = example("media-trashed.v1");

    events.on(event(trashed));
    events.on(event(ready));
    events.on(event(trashed));
    events.on(event(ready));

    assertThat(inboxOf(ready)).isEmpty();
  }

  @Test
  void aRestoredItemIsShownAgainAndNothingIsAdded() {
    var ready = example("media-ready.v1");
    events.on(event(ready));
    var before = inboxOf(ready);

    events.on(event(example("media-restored.v1")));
    events.on(event(example("media-trashed.v1")));
    events.on(event(example("media-restored.v1")));

    assertThat(inboxOf(ready)).isEqualTo(before).hasSize(1);
  }

  @Test
  void aPurgedItemHasNoNotificationsInWhateverOrderEventsArrive() {
    var ready = example("media-ready.v1");
    events.on(event(ready));
    events.on(event(example("media-trashed.v1")));
    events.on(event(example("media-purged.v1")));

    events.on(event(ready));
    events.on(event(example("media-restored.v1")));

    assertThat(inboxOf(ready)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mediaId", "userId"})
  void rejectsATrashedEventWithoutARequiredField(String field) {
    var example = example("media-trashed.v1");
    data(example).remove(field);

    assertRejected(example);
  }

  @ParameterizedTest
  @ValueSource(strings = {"media-ready.v1", "media-rejected.v1"})
  void ignoresAnUnknownField(String name) {
    var example = example(name);
    example.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    data(example).put("mood", "happy");

    events.on(event(example));

    assertThat(inboxOf(example)).hasSize(1);
  }

  @Test
  void skipsAnUnknownType() {
    var unknown = example("media-ready.v1").put("type", "madang.media.liked.v1");

    events.on(event(unknown));

    assertThat(inboxOf(unknown)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "time", "type", "data"})
  void rejectsAnEventWithoutARequiredAttribute(String field) {
    var example = example("media-ready.v1");
    example.remove(field);

    assertRejected(example);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mediaId", "userId", "reason"})
  void rejectsARejectedEventWithoutARequiredField(String field) {
    var example = example("media-rejected.v1");
    data(example).remove(field);

    assertRejected(example);
  }

  @Test
  void rejectsAMalformedUserId() {
    var example = example("media-ready.v1");
    data(example).put("userId", "../kim");

    assertRejected(example);
  }

  private void assertRejected(ObjectNode example) {
    assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> events.on(event(example)));
  }

  private List<Notification> inboxOf(ObjectNode example) {
    var user = new UserId(data(example).get("userId").stringValue());
    return inbox.newest(user, Optional.empty(), 10);
  }
}
