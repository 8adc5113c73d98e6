package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.user.UserId;

/** The path of an object in its owner's private space: everything that S3 accepts. */
public record ObjectPath(@JsonValue String value) {

  static final int MAX_BYTES = 1024 - 10; // private/x/

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ObjectPath {
    if (value.isEmpty() || value.getBytes(UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("must have 1 to %d bytes".formatted(MAX_BYTES));
    }
  }

  ObjectKey in(UserId owner) {
    return new ObjectKey(owner, value);
  }
}
