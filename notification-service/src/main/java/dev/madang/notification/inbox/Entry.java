package dev.madang.notification.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user is told.
 *
 * @param type for programs, such as {@code media-ready}
 * @param subject the id of what it is about
 * @param text for people
 * @param reason why, for programs, where the type has reasons
 * @param createdAt when it happened, in milliseconds
 */
public record Entry(
    EntryId id,
    String type,
    String subject,
    String text,
    @Nullable String reason,
    Instant createdAt) {

  public Entry {
    createdAt = Instant.ofEpochMilli(createdAt.toEpochMilli());
  }

  public static Entry mediaReady(EntryId id, Instant time, String media, String text) {
    return new Entry(id, "media-ready", media, text, null, time);
  }

  public static Entry mediaRejected(
      EntryId id, Instant time, String media, String reason, String text) {
    return new Entry(id, "media-rejected", media, text, reason, time);
  }
}
