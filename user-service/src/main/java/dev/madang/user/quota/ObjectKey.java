package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.user.UserId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of an object in its owner's private space.
 *
 * @param path relative to {@code private/{userId}/}; may be empty
 */
public record ObjectKey(UserId owner, String path) implements Comparable<ObjectKey> {

  static final String PREFIX = "private/";
  private static final Pattern FORMAT =
      Pattern.compile(Pattern.quote(PREFIX) + "([^/]+)/(.*)", Pattern.DOTALL);

  /** Empty if it is not in a private space. */
  public static Optional<ObjectKey> parse(String key) {
    var parts = FORMAT.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectKey(new UserId(parts.group(1)), parts.group(2)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** By bytes, as in S3 and DynamoDB. */
  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(toString().getBytes(UTF_8), other.toString().getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return PREFIX + owner + "/" + path;
  }
}
