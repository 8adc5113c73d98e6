package dev.madang.media.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A good picture of 64 x 64 pixels in each type, of about a kilobyte. */
enum SmallPicture {
  JPEG("image/jpeg"),
  PNG("image/png"),
  GIF("image/gif"),
  WEBP("image/webp"),
  HEIC("image/heic"),
  AVIF("image/avif");

  static final int SIDE = 64;

  private final String contentType;
  private final byte[] bytes;

  SmallPicture(String contentType) {
    this.contentType = contentType;
    this.bytes =
        switch (name()) {
          case "JPEG" -> written("jpg", 1);
          case "PNG" -> written("png", 4);
          case "GIF" -> written("gif", 8);
          default -> kept("small." + contentType.substring("image/".length()));
        };
  }

  String contentType() {
    return contentType;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static byte[] written(String format, int coarse) {
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

  private static byte[] kept(String name) {
    try (var in = SmallPicture.class.getResourceAsStream("/hostile/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
