package dev.madang.user.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The id of a media item of media-service: a ULID. */
public record MediaId(@JsonValue String value) {

  static final String PATTERN = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$";

  private static final Pattern FORMAT = Pattern.compile(PATTERN);

  public MediaId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a media id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
