package dev.madang.media.share;

import dev.madang.defaults.web.Cursor;
import java.time.Instant;
import java.util.regex.Pattern;

/** Where a reader of the owner's list stopped: by time, then by id. */
record ShareCursor(String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-9]{14}#[A-Za-z0-9_-]{43}");

  ShareCursor {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a place in the list");
    }
  }

  static ShareCursor of(ShareLink share) {
    return of(share.createdAt(), share.id());
  }

  static ShareCursor of(Instant createdAt, ShareLinkId id) {
    return new ShareCursor("%014d#%s".formatted(createdAt.toEpochMilli(), id));
  }

  static ShareCursor parse(String cursor) {
    return new Cursor(cursor).decode(ShareCursor::new);
  }

  @Override
  public String toString() {
    return Cursor.encode(value).value();
  }
}
