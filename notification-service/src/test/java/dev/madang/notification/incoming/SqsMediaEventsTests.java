package dev.madang.notification.incoming;

import static dev.madang.notification.incoming.Examples.JSON;
import static dev.madang.notification.incoming.Examples.data;
import static dev.madang.notification.incoming.Examples.event;
import static dev.madang.notification.incoming.Examples.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.notification.inbox.Entry;
import dev.madang.notification.inbox.MemoryInbox;
import dev.madang.notification.message.InboxTexts;
import dev.madang.notification.recipient.UserId;
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
  private final SqsMediaEvents events = new SqsMediaEvents(inbox, new InboxTexts(), JSON);

  @Test
  void aReadyPhotoIsToldToItsOwner() {
    var ready = example("media-ready.v1");

    events.on(event(ready));

    assertThat(inboxOfOwner(ready))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.type()).isEqualTo("media-ready");
          assertThat(entry.subject()).isEqualTo(data(ready).get("mediaId").stringValue());
          assertThat(entry.text()).isEqualTo("Your photo is ready.");
          assertThat(entry.createdAt()).isEqualTo(ready.get("time").stringValue());
        });
  }

  @Test
  void aRejectedPhotoIsToldWithTheReason() {
    var rejected = example("media-rejected.v1");

    events.on(event(rejected));

    assertThat(inboxOfOwner(rejected))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.type()).isEqualTo("media-rejected");
          assertThat(entry.subject()).isEqualTo(data(rejected).get("mediaId").stringValue());
          assertThat(entry.reason()).isEqualTo(data(rejected).get("reason").stringValue());
          assertThat(entry.text()).startsWith("We could not use your photo: ");
        });
  }

  @Test
  void aDoubleChangesNothing() {
    var ready = example("media-ready.v1");

    events.on(event(ready));
    events.on(event(ready));

    assertThat(inboxOfOwner(ready)).hasSize(1);
  }

  @Test
  void eventsOutOfOrderAreReadInOrder() {
    var later = example("media-ready.v1").put("id", "2");
    data(later).put("mediaId", "later");
    later.put("time", Instant.parse(later.get("time").stringValue()).plusMillis(1).toString());
    var earlier = example("media-ready.v1").put("id", "1");
    data(earlier).put("mediaId", "earlier");

    events.on(event(later));
    events.on(event(earlier));

    assertThat(inboxOfOwner(later)).extracting(Entry::subject).containsExactly("later", "earlier");
  }

  @Test
  void aDeletedPhotoIsInTheInboxNoMoreHoweverOftenThatIsToldAndInWhateverOrder() {
    var ready = example("media-ready.v1");
    var deleted = example("media-deleted.v1");

    events.on(event(deleted));
    events.on(event(ready));
    events.on(event(deleted));
    events.on(event(ready));

    assertThat(inboxOfOwner(ready)).isEmpty();
  }

  @Test
  void aRestoredPhotoIsInTheInboxAgainAndNothingIsAdded() {
    var ready = example("media-ready.v1");
    events.on(event(ready));
    var before = inboxOfOwner(ready);

    events.on(event(example("media-restored.v1")));
    events.on(event(example("media-deleted.v1")));
    events.on(event(example("media-restored.v1")));

    assertThat(inboxOfOwner(ready)).isEqualTo(before).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mediaId", "owner"})
  void aDeletionWithoutWhatWeReadIsRefused(String field) {
    var example = example("media-deleted.v1");
    data(example).remove(field);

    assertRefused(example);
  }

  @ParameterizedTest
  @ValueSource(strings = {"media-ready.v1", "media-rejected.v1"})
  void aFieldMayBeAdded(String name) {
    var example = example(name);
    example.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    data(example).put("mood", "happy");

    events.on(event(example));

    assertThat(inboxOfOwner(example)).hasSize(1);
  }

  @Test
  void aTypeMayBeAdded() {
    var liked = example("media-ready.v1").put("type", "madang.media.liked.v1");

    events.on(event(liked));

    assertThat(inboxOfOwner(liked)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "time", "type", "data"})
  void anEventWithoutWhatWeReadIsRefused(String field) {
    var example = example("media-ready.v1");
    example.remove(field);

    assertRefused(example);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mediaId", "owner", "reason"})
  void aFactWithoutWhatWeReadIsRefused(String field) {
    var example = example("media-rejected.v1");
    data(example).remove(field);

    assertRefused(example);
  }

  @Test
  void anOwnerThatIsNoUserIdIsRefused() {
    var example = example("media-ready.v1");
    data(example).put("owner", "../kim");

    assertRefused(example);
  }

  private void assertRefused(ObjectNode example) {
    assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> events.on(event(example)));
  }

  private List<Entry> inboxOfOwner(ObjectNode example) {
    var owner = new UserId(data(example).get("owner").stringValue());
    return inbox.newest(owner, Optional.empty(), 10);
  }
}
