package dev.madang.notification.inbox;

import dev.madang.defaults.web.Cursor;
import dev.madang.defaults.web.Page;
import dev.madang.notification.MediaId;
import dev.madang.notification.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The notifications of each user. */
public interface Inbox {

  /**
   * Adds a notification. An existing one with the same id stays as it is. A closed inbox, and a
   * media item that was {@linkplain #purge purged}, get none.
   */
  void add(UserId user, Notification notification);

  /**
   * Hides the notifications about a media item, those that are added later too.
   *
   * @param at when the item was trashed; an earlier {@link #unhide} has no effect any more
   */
  void hide(UserId user, MediaId media, Instant at);

  /**
   * Shows the notifications about a media item again.
   *
   * @param at when the item was restored; an earlier {@link #hide} has no effect any more
   */
  void unhide(UserId user, MediaId media, Instant at);

  /** Deletes the notifications about a media item for good. */
  void purge(UserId user, MediaId media, Instant at);

  /**
   * The notifications that are not hidden, newest first. A notification that is added between two
   * calls moves no other to another page.
   *
   * @param before only notifications older than this one
   */
  List<Notification> newest(UserId user, Optional<NotificationId> before, int limit);

  /** A page of {@link #newest} for a client. */
  default Page<Notification> page(UserId user, Optional<Cursor> cursor, int limit) {
    var before = cursor.map(it -> it.decode(NotificationId::new));
    return Page.of(
        newest(user, before, limit + 1), limit, UnaryOperator.identity(), it -> it.id().value());
  }

  /**
   * Closes a user's inbox and counts what is in it. Closing it again returns the first count.
   *
   * @param mailCount stored beside the count
   */
  ClosedInbox close(UserId user, long mailCount, Instant now);

  /** Deletes all that is in a closed inbox. It stays closed. */
  void clear(UserId user);
}
