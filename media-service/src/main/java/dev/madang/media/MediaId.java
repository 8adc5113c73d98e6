package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names one media for its whole life: a ULID, so that names sort by the time they were given. */
public record MediaId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public MediaId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a media id: " + value);
    }
  }

  /** Empty for what is no id. */
  public static Optional<MediaId> parse(String value) {
    return FORMAT.matcher(value).matches() ? Optional.of(new MediaId(value)) : Optional.empty();
  }

  /** For a media that was there before we heard of it. */
  public static MediaId of(Instant moment) {
    return new MediaId(UlidCreator.getUlid(moment.toEpochMilli()).toString());
  }

  public static MediaId next() {
    return new MediaId(UlidCreator.getMonotonicUlid().toString());
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
