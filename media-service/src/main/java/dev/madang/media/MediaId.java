package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a media item: a ULID, so that ids sort by time. */
@Schema(
    pattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
    minLength = 26,
    maxLength = 26,
    example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D")
public record MediaId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public MediaId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("must be the id of a media item");
    }
  }

  /** Empty for what is not an id. */
  public static Optional<MediaId> parse(String value) {
    return FORMAT.matcher(value).matches() ? Optional.of(new MediaId(value)) : Optional.empty();
  }

  /** For an item that is older than its registration. */
  public static MediaId of(Instant moment) {
    return new MediaId(UlidCreator.getUlid(moment.toEpochMilli()).toString());
  }

  public static MediaId next() {
    return new MediaId(UlidCreator.getMonotonicUlid().toString());
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
