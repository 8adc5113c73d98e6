package dev.madang.media.share;

import dev.madang.media.media.MediaItem.StoredRendition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of the formats of a rendition a browser gets. */
final class FormatNegotiation {

  private static final String WEBP = "image/webp";
  private static final Pattern NEVER = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

  private FormatNegotiation() {}

  /**
   * WebP for who names it, else what everybody can show.
   *
   * @param accept as it came, whatever it is
   */
  static Optional<StoredRendition> best(List<StoredRendition> formats, String accept) {
    boolean webp = takesWebp(accept);
    return formats.stream()
        .filter(it -> it.contentType().equals(WEBP) == webp)
        .findFirst()
        .or(() -> formats.stream().findFirst());
  }

  /** Wildcards do not count: who sends nothing but them may be too old for WebP. */
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
