package dev.madang.media.rendition;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What can be shown before the image is loaded.
 *
 * @param width of the upright original in pixels
 * @param height likewise
 * @param thumbHash a placeholder of some 25 bytes, in base64; see <a
 *     href="https://evanw.github.io/thumbhash/">ThumbHash</a>
 * @param dominantColor such as {@code #7a8b9c}; white for a transparent image
 */
public record Preview(int width, int height, String thumbHash, String dominantColor) {

  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");
  private static final int SHORTEST_HASH = 5;
  private static final int LONGEST_HASH = 32;

  public Preview {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("not the size of an image: " + width + " x " + height);
    }
    int length = Base64.getDecoder().decode(thumbHash).length;
    if (length < SHORTEST_HASH || length > LONGEST_HASH) {
      throw new IllegalArgumentException("not the length of a ThumbHash: " + length + " bytes");
    }
    if (!COLOR.matcher(dominantColor).matches()) {
      throw new IllegalArgumentException("not a colour: " + dominantColor);
    }
  }
}
