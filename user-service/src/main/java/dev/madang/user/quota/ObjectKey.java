package dev.madang.user.quota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.user.UserId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an object lies: in its owner's private space.
 *
 * @param path below {@code private/{sub}/}; whatever the owner called it, even nothing
 */
public record ObjectKey(UserId owner, String path) implements Comparable<ObjectKey> {

  static final String SPACES = "private/";
  private static final Pattern FORMAT =
      Pattern.compile(Pattern.quote(SPACES) + "([^/]+)/(.*)", Pattern.DOTALL);

  /** Empty for what lies in nobody's space. */
  public static Optional<ObjectKey> parse(String key) {
    var parts = FORMAT.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectKey(new UserId(parts.group(1)), parts.group(2)));
    } catch (IllegalArgumentException nobody) {
      return Optional.empty();
    }
  }

  /** As S3 and DynamoDB order keys: by their bytes. */
  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(toString().getBytes(UTF_8), other.toString().getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return SPACES + owner + "/" + path;
  }
}
