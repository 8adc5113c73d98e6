package dev.madang.media;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/** A client's name for a request, by which its repeats are recognized. */
@Schema(pattern = "^[!-~]{1,100}$", minLength = 1, maxLength = 100, example = "4f0a3c1e-upload")
public record IdempotencyKey(@JsonValue String value) {

  private static final Pattern FORMAT = Pattern.compile("[!-~]{1,100}");

  public IdempotencyKey {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("must be 1 to 100 visible ASCII characters");
    }
  }
}
