package dev.madang.user.file;

import static dev.madang.user.UserProblem.RESERVED_FOLDER;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of a file or folder in a user's private space, such as {@code letters/2026/hello.txt}:
 * at most 700 bytes of UTF-8, normalized to NFC. It cannot leave the private space.
 */
public record FilePath(@JsonValue String value) {

  static final int MAX_BYTES = 700;

  /** Control characters, line separators, characters that change the direction, backslashes. */
  private static final String FORBIDDEN =
      "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e"
          + "\\u2066-\\u2069\\\\";

  private static final String CHARACTER = "[^/" + FORBIDDEN + "]";

  /** Not empty, {@code .} or {@code ..}. */
  private static final String SEGMENT =
      "(?:[^./"
          + FORBIDDEN
          + "]"
          + CHARACTER
          + "*"
          + "|\\.[^./"
          + FORBIDDEN
          + "]"
          + CHARACTER
          + "*"
          + "|\\.\\."
          + CHARACTER
          + "+)";

  /** For the spec; it has no lookahead, because not every client knows them. */
  static final String PATTERN = "^" + SEGMENT + "(?:/" + SEGMENT + ")*$";

  private static final String MEDIA = "media";
  private static final Pattern INVALID = Pattern.compile("[" + FORBIDDEN + "\\p{Cs}]");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FilePath {
    value = Normalizer.normalize(value, Normalizer.Form.NFC);
    if (INVALID.matcher(value).find()) {
      throw new IllegalArgumentException(
          "must not contain control characters, bidirectional overrides or backslashes");
    }
    if (value.getBytes(UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("must have at most %d bytes".formatted(MAX_BYTES));
    }
    for (var segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "must be relative, and no part of it may be empty, '.' or '..'");
      }
    }
  }

  /** Its last part. */
  String name() {
    return segments().getLast();
  }

  /** Whether it is in the folder that belongs to media-service. */
  boolean isReserved() {
    return segments().getFirst().equals(MEDIA);
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code reserved-folder}
   */
  FilePath requireWritable() {
    if (isReserved()) {
      throw RESERVED_FOLDER.exception();
    }
    return this;
  }

  ObjectKey in(UserId user) {
    return new ObjectKey(user, value);
  }

  /** The prefix of all keys in this folder. */
  ObjectKey folderIn(UserId user) {
    return new ObjectKey(user, value + "/");
  }

  private List<String> segments() {
    return List.of(value.split("/"));
  }

  @Override
  public String toString() {
    return value;
  }
}
