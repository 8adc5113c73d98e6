package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.user.UserId;

/** Of an object below its owner's space, whatever it is called: as long as S3 lets it be. */
public record ObjectPath(@JsonValue String value) {

  private static final int MOST_BYTES = 1024 - "private/x/".length();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ObjectPath {
    if (value.isEmpty() || value.getBytes(UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("a path has 1 to %d bytes".formatted(MOST_BYTES));
    }
  }

  ObjectKey in(UserId owner) {
    return new ObjectKey(owner, value);
  }
}
