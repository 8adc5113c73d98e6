package dev.madang.media.rendition.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The expected hashes are those of the reference implementation, npm's thumbhash 0.1.1. */
class ThumbHashTests {

  private interface Pixel {
    int[] at(int x, int y, int width, int height);
  }

  private static final Pixel GRADIENT =
      (x, y, w, h) ->
          new int[] {x * x * (y + 9) / 9 % 251, y * 255 / h, (x * x + y * 13 >> 3) % 256, 255};
  private static final Pixel SPOTTED =
      (x, y, w, h) ->
          new int[] {
            x * x * (y + 9) / 9 % 251,
            y * 255 / h,
            (x * x + y * 13 >> 3) % 256,
            (x + y) % 3 == 0 ? x * y % 256 : 255
          };

  @Test
  void matchesTheReferenceImplementation() {
    assertThat(hash(100, 75, GRADIENT)).isEqualTo("HvgJLZpmZYZwd4h3h3d3eKqgePd3");
    assertThat(hash(60, 100, GRADIENT)).isEqualTo("3vcNJBhmBnZ4iHd3d3e60Gn2dw==");
    assertThat(hash(100, 75, SPOTTED)).isEqualTo("HviJJJQMZmZwd4d3pwqKd38XEhRUBmVjBA==");
  }

  @Test
  void supportsSmallNarrowAndTransparentImages() {
    assertThat(hash(1, 1, (_, _, _, _) -> new int[] {10, 200, 30, 255}))
        .isEqualTo("VIoon14I9wiIh4hwj3CI+AiIgIAI94cP");
    assertThat(hash(100, 1, GRADIENT)).isEqualTo("kuYmWbp2d4eIiAiJq4d/hwg=");
    assertThat(hash(50, 50, (_, _, _, _) -> new int[4]))
        .isEqualTo("AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA==");
  }

  @Test
  void rejectsMoreThanAHundredPixelsPerSide() {
    assertThatThrownBy(() -> hash(101, 1, GRADIENT)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String hash(int width, int height, Pixel pixel) {
    var rgba = new byte[4 * width * height];
    for (int at = 0; at < rgba.length; at++) {
      int index = at / 4;
      rgba[at] = (byte) pixel.at(index % width, index / width, width, height)[at % 4];
    }
    return Base64.getEncoder().encodeToString(ThumbHash.of(width, height, rgba));
  }
}
