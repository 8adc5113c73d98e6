package dev.madang.notification.inbox;

import dev.madang.notification.recipient.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What each user was told. */
public interface Inbox {

  /**
   * Adds an entry. When there is one of its id, that one stays as it is; a closed inbox takes none.
   */
  void add(UserId recipient, Entry entry);

  /**
   * A user's entries, newest first. What is added meanwhile moves nothing that was read.
   *
   * @param before only entries older than this one
   */
  List<Entry> newest(UserId recipient, Optional<EntryId> before, int limit);

  /**
   * Closes a user's inbox and counts what is in it. The first count stands, however often it is
   * closed.
   *
   * @param mails to be kept beside the count
   */
  Closed close(UserId recipient, long mails, Instant now);

  /** Removes what is in a closed inbox. It stays closed. */
  void empty(UserId recipient);
}
