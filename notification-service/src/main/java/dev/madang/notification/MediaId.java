package dev.madang.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/** The id of a media item, chosen by media-service. */
@Schema(
    type = "string",
    description = "The id of a media item",
    pattern = MediaId.FORMAT,
    maxLength = 64,
    example = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D")
public record MediaId(@JsonValue String value) {

  static final String FORMAT = "^[0-9a-zA-Z-]{1,64}$";
  private static final Pattern PATTERN = Pattern.compile(FORMAT);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MediaId {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a media id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
