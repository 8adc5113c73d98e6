package dev.madang.notification.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a reader of the inbox stopped; clients hand it back unread. */
record Cursor(EntryId last) {

  static Cursor parse(String cursor) {
    try {
      var id = Base64.getUrlDecoder().decode(cursor);
      return new Cursor(new EntryId(new String(id, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.value().getBytes(StandardCharsets.UTF_8));
  }
}
