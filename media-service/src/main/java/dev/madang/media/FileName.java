package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.defaults.web.Text;
import io.swagger.v3.oas.annotations.media.Schema;

/** What a user calls a file: visible characters only. */
@Schema(
    pattern = Text.VISIBLE_NAME,
    minLength = 1,
    maxLength = FileName.MAX_LENGTH,
    example = "dandelion.jpg")
public record FileName(@JsonValue String value) {

  public static final int MAX_LENGTH = 255;

  public FileName {
    Text.requireVisibleName(value, MAX_LENGTH);
  }
}
