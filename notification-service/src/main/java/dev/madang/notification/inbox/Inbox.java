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
   * Says whether entries about a subject are shown: those that are there and those that come. What
   * is said of a later moment stands.
   *
   * @param at the moment of which it is said
   */
  void show(UserId recipient, String subject, boolean shown, Instant at);

  /**
   * A user's entries that are shown, newest first. What is added meanwhile moves nothing that was
   * read.
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
