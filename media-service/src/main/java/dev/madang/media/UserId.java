package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The user whose media it is: the {@code sub} that Cognito gave. */
public record UserId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-9a-zA-Z-]{1,64}");

  public UserId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a user id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
