package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.regex.Pattern;

/** The media type of a file, without parameters, in lower case. */
@Schema(pattern = ContentType.FORMAT, maxLength = 255, example = "image/jpeg")
public record ContentType(@JsonValue String value) {

  static final String FORMAT =
      "^(image/(jpeg|png|gif|webp|heic|heif|avif)"
          + "|(?!image/)[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126})$";

  private static final Pattern PATTERN = Pattern.compile(FORMAT);

  /** Media types are case-insensitive. */
  public ContentType {
    value = value.toLowerCase(Locale.ROOT);
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "must be a media type without parameters; of images image/jpeg, image/png, image/gif,"
              + " image/webp, image/heic, image/heif or image/avif");
    }
  }

  public boolean isImage() {
    return value.startsWith("image/");
  }
}
