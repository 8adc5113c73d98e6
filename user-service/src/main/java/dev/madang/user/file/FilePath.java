package dev.madang.user.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a file or folder is in a user's private space, such as {@code letters/2026/hello.txt}: at
 * most 700 bytes of UTF-8 in Unicode's form C, to which it is brought. It cannot leave the space.
 */
public record FilePath(@JsonValue String value) {

  private static final int MOST_BYTES = 700;
  private static final String MEDIA = "media";

  // Controls, line ends, halves of characters, and what turns the direction of text around.
  private static final Pattern REFUSED =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\\\]");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FilePath {
    value = Normalizer.normalize(value, Normalizer.Form.NFC);
    if (REFUSED.matcher(value).find()) {
      throw new IllegalArgumentException("a path has no control characters and no backslash");
    }
    if (value.getBytes(UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("a path has at most %d bytes".formatted(MOST_BYTES));
    }
    for (var segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "a path is relative, and no part of it is empty, '.' or '..'");
      }
    }
  }

  /** Its last part. */
  String name() {
    return segments().getLast();
  }

  /** Whether it is media-service that decides what lies there. */
  boolean isReserved() {
    return segments().getFirst().equals(MEDIA);
  }

  ObjectKey in(UserId owner) {
    return new ObjectKey(owner, value);
  }

  /** What the keys of everything in this folder begin with. */
  ObjectKey folderIn(UserId owner) {
    return new ObjectKey(owner, value + "/");
  }

  private List<String> segments() {
    return List.of(value.split("/"));
  }

  @Override
  public String toString() {
    return value;
  }
}
