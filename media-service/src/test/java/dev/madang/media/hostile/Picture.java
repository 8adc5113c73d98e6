package dev.madang.media.hostile;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** A picture of 96 x 64 pixels whose four quarters have a color each, so that a turn is visible. */
final class Picture {

  static final int WIDTH = 96;
  static final int HEIGHT = 64;

  /** From the top left, row by row. */
  static final List<Color> QUARTERS =
      List.of(
          new Color(200, 40, 40),
          new Color(40, 160, 60),
          new Color(40, 60, 190),
          new Color(230, 220, 200));

  /** For each EXIF orientation, which stored quarter is shown in each quarter. */
  private static final List<List<Integer>> ORIENTATIONS =
      List.of(
          List.of(0, 1, 2, 3),
          List.of(1, 0, 3, 2),
          List.of(3, 2, 1, 0),
          List.of(2, 3, 0, 1),
          List.of(0, 2, 1, 3),
          List.of(2, 0, 3, 1),
          List.of(3, 1, 2, 0),
          List.of(1, 3, 0, 2));

  private Picture() {}

  static List<Color> shown(int orientation) {
    return ORIENTATIONS.get(orientation - 1).stream().map(QUARTERS::get).toList();
  }

  static Color colour(int x, int y) {
    return QUARTERS.get((x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2));
  }

  static BufferedImage image(int type) {
    return painted(new BufferedImage(WIDTH, HEIGHT, type));
  }

  /** With a palette of its four colors. */
  static BufferedImage indexed() {
    int[] palette = QUARTERS.stream().mapToInt(Color::getRGB).toArray();
    var colors = new IndexColorModel(8, 4, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    return painted(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colors));
  }

  private static BufferedImage painted(BufferedImage image) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, colour(x, y).getRGB());
      }
    }
    return image;
  }

  static byte[] png() {
    return written(new IIOImage(image(BufferedImage.TYPE_INT_RGB), null, null), "png", false);
  }

  static byte[] jpeg() {
    return jpeg(image(BufferedImage.TYPE_INT_RGB), false);
  }

  static byte[] jpeg(BufferedImage image, boolean progressive) {
    return written(new IIOImage(image, null, null), "jpeg", progressive);
  }

  static byte[] gif() {
    return written(new IIOImage(indexed(), null, null), "gif", false);
  }

  /**
   * @param progressive or interlaced
   */
  static byte[] written(IIOImage image, String format, boolean progressive) {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      var options = writer.getDefaultWriteParam();
      if (progressive) {
        options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      if (format.equals("jpeg")) {
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(0.95f);
      }
      writer.write(null, image, options);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** An encoding that the JDK does not write. */
  static byte[] encoded(String name) {
    try (var in = Picture.class.getResourceAsStream("/devices/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
