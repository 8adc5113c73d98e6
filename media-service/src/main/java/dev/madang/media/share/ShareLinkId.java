package dev.madang.media.share;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/** The id of a share link: the SHA-256 of its secret, which opens nothing. */
@Schema(
    type = "string",
    pattern = "^[A-Za-z0-9_-]{43}$",
    example = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
record ShareLinkId(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

  // Public for Spring, which converts it from the path.
  public ShareLinkId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a share link id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
