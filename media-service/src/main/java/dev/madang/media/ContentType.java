package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The media type of a file, without parameters, in lower case and by its usual name. Case,
 * parameters and aliases such as {@code image/jpg} are accepted.
 */
@Schema(pattern = ContentType.FORMAT, maxLength = 255, example = "image/jpeg")
public record ContentType(@JsonValue String value) {

  /** What a file has whose media type is not known. */
  public static final String UNSPECIFIED = "application/octet-stream";

  static final String FORMAT =
      "^(image/(jpeg|png|gif|webp|heic|heif|avif)"
          + "|(?!image/)[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126})$";

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("image/jpg", "image/jpeg"),
          Map.entry("image/pjpeg", "image/jpeg"),
          Map.entry("image/x-png", "image/png"),
          Map.entry("image/apng", "image/png"),
          Map.entry("image/x-webp", "image/webp"),
          Map.entry("image/heic-sequence", "image/heic"),
          Map.entry("image/heif-sequence", "image/heif"),
          Map.entry("image/avif-sequence", "image/avif"));

  private static final Pattern PATTERN = Pattern.compile(FORMAT);
  private static final Pattern ANY =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

  public ContentType {
    value = canonical(value);
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "must be a media type; of images image/jpeg, image/png, image/gif, image/webp,"
              + " image/heic, image/heif or image/avif");
    }
  }

  /** Of an object in S3, which may have any; {@link #UNSPECIFIED} if it is no media type. */
  public static String parse(String header) {
    var type = canonical(header);
    return ANY.matcher(type).matches() ? type : UNSPECIFIED;
  }

  /** RFC 9110: a media type is case-insensitive, and parameters follow a semicolon. */
  private static String canonical(String header) {
    int end = header.indexOf(';');
    var type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return ALIASES.getOrDefault(type, type);
  }

  public boolean isImage() {
    return value.startsWith("image/");
  }
}
