package dev.madang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.notification.MediaId;
import dev.madang.notification.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every {@link Inbox}. */
abstract class InboxContract {

  private static final Instant TIME = Instant.parse("2026-11-23T09:30:00.120Z");

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(UUID.randomUUID().toString());

  abstract Inbox inbox();

  /** The number of items of a user, without the marker of a closed inbox. */
  abstract int size(UserId user);

  @Test
  void aNotificationIsReadAsItWasWritten() {
    var id = NotificationId.of(TIME, "event-1");
    var rejected = Notification.mediaRejected(id, TIME, media(1), "corrupt", "It is damaged.");
    inbox().add(kim, rejected);

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(rejected);
  }

  @Test
  void ofTwoNotificationsWithOneIdTheFirstWins() {
    var first = notification(0);
    inbox().add(kim, first);
    inbox().add(kim, Notification.mediaReady(first.id(), TIME, media(9), "Another text."));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(first);
  }

  @Test
  void theNewestIsFirstInWhateverOrderTheyWereAdded() {
    inbox().add(kim, notification(3));
    inbox().add(kim, notification(1));
    inbox().add(kim, notification(2));

    assertThat(inbox().newest(kim, Optional.empty(), 10))
        .containsExactly(notification(3), notification(2), notification(1));
  }

  @Test
  void aReaderContinuesWhereItStopped() {
    for (int i = 1; i <= 5; i++) {
      inbox().add(kim, notification(i));
    }

    assertThat(inbox().newest(kim, Optional.empty(), 2))
        .containsExactly(notification(5), notification(4));
    inbox().add(kim, notification(6));
    assertThat(inbox().newest(kim, Optional.of(notification(4).id()), 2))
        .containsExactly(notification(3), notification(2));
    assertThat(inbox().newest(kim, Optional.of(notification(2).id()), 2))
        .containsExactly(notification(1));
    assertThat(inbox().newest(kim, Optional.of(notification(1).id()), 2)).isEmpty();
  }

  @Test
  void aClosedInboxTakesNothingAndKeepsItsFirstCount() {
    inbox().add(kim, notification(1));
    inbox().add(kim, notification(2));
    inbox().add(lee, notification(1));

    assertThat(inbox().close(kim, 1, TIME)).isEqualTo(new ClosedInbox(2, 1, TIME));
    inbox().add(kim, notification(3));
    inbox().clear(kim);
    inbox().add(kim, notification(4));

    assertThat(inbox().close(kim, 0, TIME.plusSeconds(1))).isEqualTo(new ClosedInbox(2, 1, TIME));
    assertThat(inbox().newest(kim, Optional.empty(), 10)).isEmpty();
    assertThat(inbox().newest(lee, Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void clearsALargeInbox() {
    for (int i = 0; i < 60; i++) {
      inbox().add(kim, notification(i));
    }

    assertThat(inbox().close(kim, 0, TIME).notificationCount()).isEqualTo(60);
    inbox().clear(kim);

    assertThat(inbox().newest(kim, Optional.empty(), 100)).isEmpty();
  }

  @Test
  void hidesNotificationsThatExistAndThoseAddedLater() {
    inbox().add(kim, notification(1));
    inbox().add(kim, notification(2));
    inbox().hide(kim, media(1), TIME.plusSeconds(5));
    inbox().hide(kim, media(3), TIME.plusSeconds(5));
    inbox().add(kim, notification(3));
    inbox().add(lee, notification(1));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(notification(2));
    assertThat(inbox().newest(kim, Optional.empty(), 1)).containsExactly(notification(2));
    assertThat(inbox().newest(lee, Optional.empty(), 10)).containsExactly(notification(1));
    inbox().unhide(kim, media(1), TIME.plusSeconds(6));
    assertThat(inbox().newest(kim, Optional.empty(), 10))
        .containsExactly(notification(2), notification(1));
  }

  @Test
  void theLaterOfHideAndUnhideWins() {
    inbox().add(kim, notification(1));
    inbox().unhide(kim, media(1), TIME.plusSeconds(6));
    inbox().hide(kim, media(1), TIME.plusSeconds(5));
    inbox().hide(kim, media(1), TIME.plusSeconds(5));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(notification(1));
  }

  @Test
  void hiddenNotificationsAreCountedAndCleared() {
    inbox().add(kim, notification(1));
    inbox().hide(kim, media(1), TIME);

    assertThat(inbox().close(kim, 0, TIME).notificationCount()).isOne();
    inbox().hide(kim, media(2), TIME);
    inbox().purge(kim, media(2), TIME);
    inbox().clear(kim);

    assertThat(size(kim)).isZero();
  }

  @Test
  void purgeDeletesTheNotificationsAboutAMediaItem() {
    inbox().add(kim, notification(1));
    inbox().add(kim, Notification.mediaReady(id(2), TIME.plusSeconds(2), media(1), "Again."));
    inbox().add(kim, notification(3));
    inbox().add(lee, notification(1));

    inbox().purge(kim, media(1), TIME.plusSeconds(9));
    inbox().purge(kim, media(1), TIME.plusSeconds(9));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).containsExactly(notification(3));
    assertThat(inbox().newest(lee, Optional.empty(), 10)).containsExactly(notification(1));
    // One notification and the marker of the purged item remain.
    assertThat(size(kim)).isEqualTo(2);
  }

  @Test
  void aPurgedMediaItemGetsNoNotificationAnyMore() {
    inbox().purge(kim, media(1), TIME.plusSeconds(5));

    inbox().add(kim, notification(1));
    inbox().unhide(kim, media(1), TIME.plusSeconds(6));
    inbox().add(kim, notification(1));

    assertThat(inbox().newest(kim, Optional.empty(), 10)).isEmpty();
    assertThat(size(kim)).isOne();
  }

  @Test
  void aUserReadsOnlyTheirOwnNotifications() {
    inbox().add(kim, notification(1));

    assertThat(inbox().newest(lee, Optional.empty(), 10)).isEmpty();
  }

  private static MediaId media(int number) {
    return new MediaId("media-" + number);
  }

  private static NotificationId id(int second) {
    return NotificationId.of(TIME.plusSeconds(second), "event-" + second);
  }

  private static Notification notification(int second) {
    return Notification.mediaReady(
        id(second), TIME.plusSeconds(second), media(second), "Your photo is ready.");
  }
}
