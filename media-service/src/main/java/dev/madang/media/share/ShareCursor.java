package dev.madang.media.share;

import java.time.Instant;
import java.util.regex.Pattern;

/** A position in the owner's list: by time, then by id. */
record ShareCursor(String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-9]{14}#[A-Za-z0-9_-]{43}");

  ShareCursor {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a position in the list");
    }
  }

  static ShareCursor of(ShareLink share) {
    return of(share.createdAt(), share.id());
  }

  static ShareCursor of(Instant createdAt, ShareLinkId id) {
    return new ShareCursor("%014d#%s".formatted(createdAt.toEpochMilli(), id));
  }
}
