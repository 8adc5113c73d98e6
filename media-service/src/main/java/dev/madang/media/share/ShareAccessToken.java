package dev.madang.media.share;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a visitor gets for the password of a share link. Any text is taken: one that is no token
 * opens nothing.
 */
@Schema(
    example = "1790000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    pattern = ShareAccessToken.PATTERN,
    minLength = 45,
    maxLength = 56)
public record ShareAccessToken(@JsonValue String value) {

  static final String PATTERN = "^([0-9]{1,12})\\.([A-Za-z0-9_-]{43})$";

  @Override
  public String toString() {
    return "ShareAccessToken[hidden]";
  }
}
