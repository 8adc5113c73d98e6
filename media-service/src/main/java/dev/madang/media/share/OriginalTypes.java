package dev.madang.media.share;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types whose metadata can be removed. */
final class OriginalTypes {

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "image/jpeg", "jpg",
          "image/png", "png",
          "image/gif", "gif",
          "image/webp", "webp",
          "image/heic", "heic",
          "image/heif", "heif",
          "image/avif", "avif");

  /** One file format with several media types. */
  private static final Set<String> HEIF = Set.of("image/heic", "image/heif", "image/avif");

  private OriginalTypes() {}

  static boolean isKnown(String contentType) {
    return EXTENSIONS.containsKey(contentType);
  }

  /** The file name for visitors; empty for other types. */
  static Optional<String> fileName(String contentType) {
    return Optional.ofNullable(EXTENSIONS.get(contentType)).map(it -> "original." + it);
  }

  static boolean areAlike(String one, String other) {
    return one.equals(other) || (HEIF.contains(one) && HEIF.contains(other));
  }
}
