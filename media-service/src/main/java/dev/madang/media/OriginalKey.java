package dev.madang.media;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an original lies: in its owner's private space.
 *
 * @param path below the folder of media; the media's id where we chose it
 */
public record OriginalKey(UserId userId, String path) {

  private static final Pattern FORMAT =
      Pattern.compile("private/([^/]+)/media/(.*[^/])", Pattern.DOTALL);

  /** Empty for whatever else an owner keeps in the private space. */
  public static Optional<OriginalKey> parse(String key) {
    var parts = FORMAT.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OriginalKey(new UserId(parts.group(1)), parts.group(2)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** What a person would call it. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "private/" + userId + "/media/" + path;
  }
}
