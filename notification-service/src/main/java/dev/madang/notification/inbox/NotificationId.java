package dev.madang.notification.inbox;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Identifies a notification of a user; ids sort by time. */
@Schema(
    type = "string",
    description = "The id of the notification",
    pattern = NotificationId.FORMAT,
    maxLength = 220,
    example = "20261123T093102000Z-c81e728d9d4c2f636f067f89cc14862c")
public record NotificationId(@JsonValue String value) {

  static final String FORMAT = "^\\d{8}T\\d{9}Z-\\S{1,200}$";
  private static final Pattern PATTERN = Pattern.compile(FORMAT);
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  public NotificationId {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a notification id");
    }
  }

  /** A redelivered event gives the same id. */
  public static NotificationId of(Instant eventTime, String eventId) {
    return new NotificationId(SORTABLE.format(eventTime) + "-" + eventId);
  }

  @Override
  public String toString() {
    return value;
  }
}
