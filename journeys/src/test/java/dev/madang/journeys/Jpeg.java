package dev.madang.journeys;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * The pixels and the metadata of a JPEG file.
 *
 * @param segments the metadata segments by name, such as {@code APP1}; of several the last
 */
record Jpeg(BufferedImage pixels, Map<String, byte[]> segments) {

  private static final int START_OF_SCAN = 0xFFDA;
  private static final int JFIF = 0xFFE0;
  private static final int LAST_APPLICATION_SEGMENT = 0xFFEF;
  private static final int COMMENT = 0xFFFE;

  static Jpeg read(byte[] bytes) {
    try {
      return new Jpeg(ImageIO.read(new ByteArrayInputStream(bytes)), segments(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int longEdge() {
    return Math.max(pixels.getWidth(), pixels.getHeight());
  }

  /** The mean brightness, 0 to 255, of each cell of a grid, row by row. */
  int[] brightness(int columns, int rows) {
    var brightness = new int[columns * rows];
    for (int cell = 0; cell < brightness.length; cell++) {
      brightness[cell] = brightnessOf(cell % columns, cell / columns, columns, rows);
    }
    return brightness;
  }

  private int brightnessOf(int column, int row, int columns, int rows) {
    long sum = 0;
    int count = 0;
    for (int y = row * height() / rows; y < (row + 1) * height() / rows; y++) {
      for (int x = column * width() / columns; x < (column + 1) * width() / columns; x++) {
        int rgb = pixels.getRGB(x, y);
        sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3;
        count++;
      }
    }
    return (int) (sum / count);
  }

  /** Rotated by 90 degrees clockwise, as a viewer shows EXIF orientation 6. */
  Jpeg rotatedClockwise() {
    var rotated = new BufferedImage(height(), width(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        rotated.setRGB(height() - 1 - y, x, pixels.getRGB(x, y));
      }
    }
    return new Jpeg(rotated, Map.of());
  }

  int width() {
    return pixels.getWidth();
  }

  int height() {
    return pixels.getHeight();
  }

  Set<String> metadata() {
    return segments.keySet();
  }

  private static Map<String, byte[]> segments(byte[] bytes) {
    var segments = new TreeMap<String, byte[]>();
    var jpeg = ByteBuffer.wrap(bytes).position(2);
    for (int marker = marker(jpeg); marker != START_OF_SCAN; marker = marker(jpeg)) {
      int length = jpeg.getShort(jpeg.position()) & 0xFFFF;
      var content =
          Arrays.copyOfRange(bytes, jpeg.position() + Short.BYTES, jpeg.position() + length);
      if (marker > JFIF && marker <= LAST_APPLICATION_SEGMENT) {
        segments.put("APP" + (marker - JFIF), content);
      } else if (marker == COMMENT) {
        segments.put("COM", content);
      }
      jpeg.position(jpeg.position() + length);
    }
    return segments;
  }

  private static int marker(ByteBuffer jpeg) {
    return jpeg.getShort() & 0xFFFF;
  }
}
