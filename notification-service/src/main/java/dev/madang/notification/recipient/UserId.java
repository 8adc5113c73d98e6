package dev.madang.notification.recipient;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A user's {@code sub}: never changed, never given again. */
public record UserId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-9a-zA-Z-]{1,64}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
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
