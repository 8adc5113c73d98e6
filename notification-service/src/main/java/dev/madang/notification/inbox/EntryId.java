package dev.madang.notification.inbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names an entry of a user's inbox; a later entry's id is the greater one. */
public record EntryId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("\\d{8}T\\d{9}Z-\\S{1,200}");
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  public EntryId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not an entry id: " + value);
    }
  }

  /** The same event gives the same id, however often it comes. */
  public static EntryId of(Instant eventTime, String eventId) {
    return new EntryId(SORTABLE.format(eventTime) + "-" + eventId);
  }

  @Override
  public String toString() {
    return value;
  }
}
