package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names one album for its whole life: a ULID, so that names sort by the time they were given. */
public record AlbumId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public AlbumId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not an album id: " + value);
    }
  }

  /** Empty for what is not an album id. */
  public static Optional<AlbumId> parse(String value) {
    return FORMAT.matcher(value).matches() ? Optional.of(new AlbumId(value)) : Optional.empty();
  }

  public static AlbumId next() {
    return new AlbumId(UlidCreator.getMonotonicUlid().toString());
  }

  /** When the name was given, to the millisecond. */
  public Instant createdAt() {
    return Ulid.from(value).getInstant();
  }

  @Override
  public String toString() {
    return value;
  }
}
