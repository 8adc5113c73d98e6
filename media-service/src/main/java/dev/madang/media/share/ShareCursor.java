package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.madang.media.catalog.InvalidCursor;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where a reader of the owner's list stopped: by time, then by id. */
record ShareCursor(String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-9]{14}#[A-Za-z0-9_-]{43}");

  ShareCursor {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a place in the list");
    }
  }

  static ShareCursor of(Share share) {
    return of(share.createdAt(), share.id());
  }

  static ShareCursor of(Instant createdAt, ShareId id) {
    return new ShareCursor("%014d#%s".formatted(createdAt.toEpochMilli(), id));
  }

  static ShareCursor parse(String cursor) {
    try {
      return new ShareCursor(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidCursor(malformed);
    }
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(US_ASCII));
  }
}
