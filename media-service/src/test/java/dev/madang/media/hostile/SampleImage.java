package dev.madang.media.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A valid image of 64 x 64 pixels and about a kilobyte, in each type. */
enum SampleImage {
  JPEG("image/jpeg"),
  PNG("image/png"),
  GIF("image/gif"),
  WEBP("image/webp"),
  HEIC("image/heic"),
  AVIF("image/avif");

  static final int SIDE = 64;

  private final String contentType;
  private final byte[] bytes;

  SampleImage(String contentType) {
    this.contentType = contentType;
    this.bytes =
        switch (name()) {
          case "JPEG" -> encoded("jpg", 1);
          case "PNG" -> encoded("png", 4);
          case "GIF" -> encoded("gif", 8);
          default -> resource("small." + contentType.substring("image/".length()));
        };
  }

  String contentType() {
    return contentType;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static byte[] encoded(String format, int coarse) {
    var type = format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_INT_RGB;
    var image = new BufferedImage(SIDE, SIDE, type);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, colour(x / coarse * coarse, y / coarse * coarse));
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static int colour(int x, int y) {
    return (int) (127 + 120 * Math.sin(x / 5.0 + y / 9.0)) << 16 | x * 4 << 8 | y * 4;
  }

  private static byte[] resource(String name) {
    try (var in = SampleImage.class.getResourceAsStream("/hostile/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
