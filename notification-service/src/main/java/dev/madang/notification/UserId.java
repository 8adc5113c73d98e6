package dev.madang.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/** The {@code sub} of a user in the Cognito user pool; it never changes and is never reused. */
@Schema(
    type = "string",
    description = "The id of a user",
    pattern = UserId.FORMAT,
    maxLength = 64,
    example = "8b2f6f0e-3f0c-4c1c-9a52-5d1c0f3a7e11")
public record UserId(@JsonValue String value) {

  static final String FORMAT = "^[0-9a-zA-Z-]{1,64}$";
  private static final Pattern PATTERN = Pattern.compile(FORMAT);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UserId {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a user id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
