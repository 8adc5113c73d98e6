package dev.madang.media.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.regex.Pattern;

/** Names one album for its whole life: a ULID, so that names sort by the time they were given. */
public record AlbumId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public AlbumId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not an album id: " + value);
    }
  }

  public static AlbumId next() {
    return new AlbumId(UlidCreator.getMonotonicUlid().toString());
  }

  /** When the name was given, to the millisecond. */
  public Instant givenAt() {
    return Ulid.from(value).getInstant();
  }

  @Override
  public String toString() {
    return value;
  }
}
