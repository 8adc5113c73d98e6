package dev.madang.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A user's {@code sub}: assigned by Cognito, never changed or reused. */
public record UserId(@JsonValue String value) {

  public static final String PATTERN = "^[0-9a-zA-Z-]{1,64}$";

  private static final Pattern FORMAT = Pattern.compile(PATTERN);

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
