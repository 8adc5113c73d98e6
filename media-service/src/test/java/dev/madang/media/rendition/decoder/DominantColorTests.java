package dev.madang.media.rendition.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DominantColorTests {

  private static final int RED = 0xc81010ff;
  private static final int NEARLY_RED = 0xca1212ff;
  private static final int BLUE = 0x1010c8ff;
  private static final int TRANSPARENT_GREEN = 0x10c8107f;

  @Test
  void isTheAverageOfTheLargestGroupOfSimilarColors() {
    assertThat(color(BLUE, BLUE, RED, RED, NEARLY_RED)).isEqualTo("#c91111");
  }

  @Test
  void ignoresMostlyTransparentPixels() {
    assertThat(color(TRANSPARENT_GREEN, TRANSPARENT_GREEN, BLUE)).isEqualTo("#1010c8");
  }

  @Test
  void isWhiteWithoutVisiblePixels() {
    assertThat(color(TRANSPARENT_GREEN)).isEqualTo("#ffffff");
  }

  private static String color(int... pixels) {
    var rgba = java.nio.ByteBuffer.allocate(4 * pixels.length);
    for (int pixel : pixels) {
      rgba.putInt(pixel);
    }
    return DominantColor.of(rgba.array());
  }
}
