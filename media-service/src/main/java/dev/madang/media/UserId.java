package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/** The id of a user: the {@code sub} of Cognito. */
@Schema(
    pattern = "^[0-9a-zA-Z-]{1,64}$",
    minLength = 1,
    maxLength = 64,
    example = "8b2f6f0e-3f0c-4c1c-9a52-5d1c0f3a7e11")
public record UserId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[0-9a-zA-Z-]{1,64}");

  public UserId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("must be the id of a user");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
