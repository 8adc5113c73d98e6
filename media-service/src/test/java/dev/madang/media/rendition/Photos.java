package dev.madang.media.rendition;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures for tests: two real photos, and made ones, good and bad. */
public final class Photos {

  private Photos() {}

  /** Twelve megapixels, stored on its side as a phone does: EXIF orientation 6, with GPS. */
  public static byte[] dandelion() {
    return read(Path.of("../journeys/photos/dandelion.jpg"));
  }

  /** A phone's own EXIF block and GPS position, 920 x 570, progressive. */
  public static byte[] moray() {
    return read(Path.of("src/test/resources/photos/moray.jpg"));
  }

  /** White, with the top left quarter in the given colour. */
  public static byte[] corner(String format, int width, int height, Color colour) {
    var type = colour.getAlpha() < 255 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    var image = new BufferedImage(width, height, type);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setComposite(java.awt.AlphaComposite.Src);
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width / 2, height / 2);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  /** One grey pixel. */
  public static byte[] webp() {
    return Base64.getDecoder()
        .decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAUAmJaQAA3AA/v02aAA=");
  }

  /** The same JPEG with an EXIF block that says how the camera was held. */
  public static byte[] turned(byte[] jpeg, int orientation) {
    var tiff =
        ByteBuffer.allocate(26)
            .put(new byte[] {'M', 'M', 0, 42})
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0);
    var exif =
        ByteBuffer.allocate(36)
            .putShort((short) 0xffe1)
            .putShort((short) 34)
            .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
            .put(tiff.flip());
    return joined(Arrays.copyOf(jpeg, 2), exif.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A few bytes that promise a picture of this size. */
  public static byte[] bomb(int width, int height) {
    return png(width, height, 0, new byte[100]);
  }

  /** A black picture, small as a file, that must be held whole in memory to be decoded. */
  public static byte[] interlaced(int side) {
    return png(side, side, 1, new byte[3 * side * side + 4 * side]);
  }

  public static byte[] cut(byte[] whole, int length) {
    return Arrays.copyOf(whole, length);
  }

  public static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  public static BufferedImage seen(Rendition rendition) {
    try {
      return ImageIO.read(new ByteArrayInputStream(rendition.bytes()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] png(int width, int height, int interlace, byte[] rows) {
    var out = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(out)) {
      data.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      header.put(new byte[] {8, 2, 0, 0, (byte) interlace});
      chunk(data, "IHDR", header.array());
      var packed = new ByteArrayOutputStream();
      try (var deflater = new DeflaterOutputStream(packed)) {
        deflater.write(rows);
      }
      chunk(data, "IDAT", packed.toByteArray());
      chunk(data, "IEND", new byte[0]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    var body = joined(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII), content);
    var crc = new CRC32();
    crc.update(body);
    out.writeInt(content.length);
    out.write(body);
    out.writeInt((int) crc.getValue());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
