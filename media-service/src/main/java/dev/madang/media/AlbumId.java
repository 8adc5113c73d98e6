package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of an album: a ULID, so that ids sort by time. */
@Schema(
    pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
    minLength = 26,
    maxLength = 26,
    example = "01KAQA0F3V9S6R1P8HG4E2D7K5")
public record AlbumId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public AlbumId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("must be the id of an album");
    }
  }

  /** Empty for what is not an album id. */
  public static Optional<AlbumId> parse(String value) {
    return FORMAT.matcher(value).matches() ? Optional.of(new AlbumId(value)) : Optional.empty();
  }

  public static AlbumId next() {
    return new AlbumId(UlidCreator.getMonotonicUlid().toString());
  }

  /** In milliseconds. */
  public Instant createdAt() {
    return Ulid.from(value).getInstant();
  }

  @Override
  public String toString() {
    return value;
  }
}
