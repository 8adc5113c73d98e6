package dev.madang.media.upload;

import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.OwnerId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where an original lies: in its owner's private space, under a name that we chose. */
public record OriginalKey(OwnerId owner, MediaId id) {

  private static final Pattern FORMAT = Pattern.compile("private/([^/]+)/media/([^/]+)");

  /** Empty for whatever else an owner keeps in the private space. */
  public static Optional<OriginalKey> parse(String key) {
    var parts = FORMAT.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OriginalKey(new OwnerId(parts.group(1)), new MediaId(parts.group(2))));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "private/" + owner + "/media/" + id;
  }
}
