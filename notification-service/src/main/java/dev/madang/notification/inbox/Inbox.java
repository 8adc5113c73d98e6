package dev.madang.notification.inbox;

import dev.madang.notification.recipient.UserId;
import java.util.List;
import java.util.Optional;

/** What each user was told. */
public interface Inbox {

  /** Adds an entry. When there is one of its id, that one stays as it is. */
  void add(UserId recipient, Entry entry);

  /**
   * A user's entries, newest first. What is added meanwhile moves nothing that was read.
   *
   * @param before only entries older than this one
   */
  List<Entry> newest(UserId recipient, Optional<EntryId> before, int limit);
}
