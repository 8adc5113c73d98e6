package dev.madang.user.security;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a reader of the events stopped; clients hand it back unread. */
record Cursor(String last) {

  static Cursor parse(String cursor) {
    try {
      var id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return new Cursor(Ulid.from(id).toString());
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }
}
