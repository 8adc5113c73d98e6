package dev.madang.media.album;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.madang.media.catalog.AlbumId;
import dev.madang.media.catalog.InvalidCursor;
import java.util.Base64;

/** Where a reader of the list of albums stopped; clients hand it back unread. */
record Cursor(AlbumId last) {

  static Cursor parse(String cursor) {
    try {
      return new Cursor(new AlbumId(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII)));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.value().getBytes(US_ASCII));
  }
}
