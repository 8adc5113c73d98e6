package dev.madang.media;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The S3 key of an original, in the private space of its user.
 *
 * @param path below the folder {@code media/}; the item's id if the upload was requested
 */
public record OriginalKey(UserId userId, String path) {

  private static final Pattern FORMAT =
      Pattern.compile("private/([^/]+)/media/(.*[^/])", Pattern.DOTALL);

  /** Empty for other files of the private space. */
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

  /** The last segment of the path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "private/" + userId + "/media/" + path;
  }
}
