package dev.madang.user.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a media of media-service: a ULID. */
public record MediaId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

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
