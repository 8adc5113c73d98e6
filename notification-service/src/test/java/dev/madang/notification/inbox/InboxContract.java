package dev.madang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.notification.recipient.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every inbox promises. */
abstract class InboxContract {

  private static final Instant TIME = Instant.parse("2026-11-23T09:30:00.120Z");

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(UUID.randomUUID().toString());

  abstract Inbox inbox();

  @Test
  void anEntryIsReadAsItWasWritten() {
    var id = EntryId.of(TIME, "event-1");
    var rejected = Entry.mediaRejected(id, TIME, "media-1", "corrupt", "It is damaged.");
    inbox().add(kim, rejected);

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(rejected);
  }

  @Test
  void theFirstOfTwoEntriesOfOneIdStands() {
    var first = entry(0);
    inbox().add(kim, first);
    inbox().add(kim, Entry.mediaReady(first.id(), TIME, "media-9", "Another text."));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(first);
  }

  @Test
  void theNewestComesFirstInWhateverOrderTheyCame() {
    inbox().add(kim, entry(3));
    inbox().add(kim, entry(1));
    inbox().add(kim, entry(2));

    assertThat(inbox().newest(kim, Optional.empty(), 10))
        .containsExactly(entry(3), entry(2), entry(1));
  }

  @Test
  void aReaderGoesOnWhereItStopped() {
    for (int i = 1; i <= 5; i++) {
      inbox().add(kim, entry(i));
    }

    assertThat(inbox().newest(kim, Optional.empty(), 2)).containsExactly(entry(5), entry(4));
    inbox().add(kim, entry(6));
    assertThat(inbox().newest(kim, Optional.of(entry(4).id()), 2))
        .containsExactly(entry(3), entry(2));
    assertThat(inbox().newest(kim, Optional.of(entry(2).id()), 2)).containsExactly(entry(1));
    assertThat(inbox().newest(kim, Optional.of(entry(1).id()), 2)).isEmpty();
  }

  @Test
  void aClosedInboxTakesNothingAndItsFirstCountStands() {
    inbox().add(kim, entry(1));
    inbox().add(kim, entry(2));
    inbox().add(lee, entry(1));

    assertThat(inbox().close(kim, 1, TIME)).isEqualTo(new Closed(2, 1, TIME));
    inbox().add(kim, entry(3));
    inbox().empty(kim);
    inbox().add(kim, entry(4));

    assertThat(inbox().close(kim, 0, TIME.plusSeconds(1))).isEqualTo(new Closed(2, 1, TIME));
    assertThat(inbox().newest(kim, Optional.empty(), 10)).isEmpty();
    assertThat(inbox().newest(lee, Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void aFullInboxIsEmptiedWhole() {
    for (int i = 0; i < 60; i++) {
      inbox().add(kim, entry(i));
    }

    assertThat(inbox().close(kim, 0, TIME).entries()).isEqualTo(60);
    inbox().empty(kim);

    assertThat(inbox().newest(kim, Optional.empty(), 100)).isEmpty();
  }

  @Test
  void whatIsNotShownIsNotReadBeforeItComesOrAfter() {
    inbox().add(kim, entry(1));
    inbox().add(kim, entry(2));
    inbox().show(kim, "media-1", false, TIME.plusSeconds(5));
    inbox().show(kim, "media-3", false, TIME.plusSeconds(5));
    inbox().add(kim, entry(3));
    inbox().add(lee, entry(1));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(entry(2));
    assertThat(inbox().newest(kim, Optional.empty(), 1)).containsExactly(entry(2));
    assertThat(inbox().newest(lee, Optional.empty(), 10)).containsExactly(entry(1));
    inbox().show(kim, "media-1", true, TIME.plusSeconds(6));
    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(entry(2), entry(1));
  }

  @Test
  void whatWasSaidOfALaterMomentStands() {
    inbox().add(kim, entry(1));
    inbox().show(kim, "media-1", true, TIME.plusSeconds(6));
    inbox().show(kim, "media-1", false, TIME.plusSeconds(5));
    inbox().show(kim, "media-1", false, TIME.plusSeconds(5));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(entry(1));
  }

  @Test
  void whatIsNotShownIsCountedAndRemovedAndAClosedInboxHearsNothing() {
    inbox().add(kim, entry(1));
    inbox().show(kim, "media-1", false, TIME);

    assertThat(inbox().close(kim, 0, TIME).entries()).isOne();
    inbox().show(kim, "media-2", false, TIME);
    inbox().empty(kim);

    assertThat(kept(kim)).isZero();
  }

  /** How much there is but the mark. */
  abstract int kept(UserId user);

  @Test
  void nobodyReadsAnothersEntries() {
    inbox().add(kim, entry(1));

    assertThat(inbox().newest(lee, Optional.empty(), 10)).isEmpty();
  }

  private static Entry entry(int second) {
    var time = TIME.plusSeconds(second);
    return Entry.mediaReady(
        EntryId.of(time, "event-" + second), time, "media-" + second, "Your photo is ready.");
  }
}
