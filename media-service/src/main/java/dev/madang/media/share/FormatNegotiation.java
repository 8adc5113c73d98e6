package dev.madang.media.share;

import dev.madang.media.media.MediaItem.StoredRendition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Chooses the format of a rendition by {@code Accept}. */
final class FormatNegotiation {

  private static final String WEBP = "image/webp";
  private static final Pattern NEVER = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

  private FormatNegotiation() {}

  /**
   * WebP if {@code Accept} includes it, otherwise JPEG.
   *
   * @param accept unparsed
   */
  static Optional<StoredRendition> best(List<StoredRendition> formats, String accept) {
    boolean webp = takesWebp(accept);
    return formats.stream()
        .filter(it -> it.contentType().equals(WEBP) == webp)
        .findFirst()
        .or(() -> formats.stream().findFirst());
  }

  /** Wildcards do not count: a client that sends only them may not support WebP. */
  private static boolean takesWebp(String accept) {
    for (var range : accept.toLowerCase(Locale.ROOT).split(",", 100)) {
      var parts = range.split(";", 10);
      if (parts[0].strip().equals(WEBP)) {
        for (int i = 1; i < parts.length; i++) {
          if (NEVER.matcher(parts[i].strip()).matches()) {
            return false;
          }
        }
        return true;
      }
    }
    return false;
  }
}
