package dev.madang.media.rendition;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What can be shown of a picture before it is there.
 *
 * @param width of the original when it is upright, in pixels
 * @param height likewise
 * @param thumbHash a placeholder of some 25 bytes, in base64; see <a
 *     href="https://evanw.github.io/thumbhash/">ThumbHash</a>
 * @param dominantColor such as {@code #7a8b9c}; white when nothing is to be seen
 */
public record Preview(int width, int height, String thumbHash, String dominantColor) {

  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");
  private static final int SHORTEST_HASH = 5;
  private static final int LONGEST_HASH = 32;

  public Preview {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture is " + width + " x " + height);
    }
    int length = Base64.getDecoder().decode(thumbHash).length;
    if (length < SHORTEST_HASH || length > LONGEST_HASH) {
      throw new IllegalArgumentException("no thumbhash has " + length + " bytes");
    }
    if (!COLOR.matcher(dominantColor).matches()) {
      throw new IllegalArgumentException("not a colour: " + dominantColor);
    }
  }
}
