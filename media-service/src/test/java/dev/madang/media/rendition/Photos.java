package dev.madang.media.rendition;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/** Images for tests: two real photos, and generated valid and invalid ones. */
public final class Photos {

  private static final int RGB = 2;

  private Photos() {}

  /** Twelve megapixels, rotated as phones store them: EXIF orientation 6, with GPS. */
  public static byte[] dandelion() {
    return read(Path.of("../journeys/photos/dandelion.jpg"));
  }

  /** With the EXIF block and GPS position of a phone, 920 x 570, progressive. */
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

  /** White, with red lines of one pixel, five pixels apart. */
  public static byte[] redLines(String format) {
    var image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        image.setRGB(x, y, x % 5 == 2 ? 0xFF0000 : 0xFFFFFF);
      }
    }
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

  /** The dandelion as an iPhone stores photos, 144 x 192. */
  public static byte[] heic() {
    return read(Path.of("src/test/resources/photos/dandelion.heic"));
  }

  /** The dandelion, 144 x 192. */
  public static byte[] avif() {
    return read(Path.of("src/test/resources/photos/dandelion.avif"));
  }

  /** The same frame this many times, 8 x 8. */
  public static byte[] animated(int frames) {
    var one = corner("gif", 8, 8, Color.RED);
    int table = 3 << (one[10] & 7) + 1;
    int body = 13 + table;
    var all = new ByteArrayOutputStream();
    all.write(one, 0, body);
    for (int left = frames; left > 0; left--) {
      all.write(one, body, one.length - body - 1);
    }
    all.write(0x3b);
    return all.toByteArray();
  }

  /** CMYK as print shops store it: Adobe's marker, inverted values. */
  public static byte[] cmyk(int cyan, int magenta, int yellow, int black) {
    var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 40, 40, 4, null);
    int[] ink = {255 - cyan, 255 - magenta, 255 - yellow, 255 - black};
    for (int at = 0; at < 1600; at++) {
      raster.setPixel(at % 40, at / 40, ink);
    }
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    var adobe =
        new byte[] {
          (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
        };
    return withSegment(out.toByteArray(), adobe);
  }

  /** The same JPEG with the metadata of a photo editor: XMP, IPTC and a comment. */
  public static byte[] edited(byte[] jpeg) {
    var xmp = withSegment(jpeg, segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Berlin"));
    var iptc = withSegment(xmp, segment(0xed, "Photoshop 3.0\0" + "8BIM\4\4\0\0\0\0\0\0Berlin"));
    return withSegment(iptc, segment(0xfe, "Berlin"));
  }

  /** One grey in sixteen bits and a linear profile, 40 x 40. */
  public static byte[] linear(int grey) {
    var rows = new ByteArrayOutputStream();
    for (int row = 0; row < 40; row++) {
      rows.write(0);
      for (int sample = 0; sample < 3 * 40; sample++) {
        rows.write(grey);
        rows.write(grey);
      }
    }
    var profile = new ByteArrayOutputStream();
    profile.writeBytes(new byte[] {'x', 0, 0});
    try (var deflater = new DeflaterOutputStream(profile)) {
      deflater.write(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return png(40, 40, 16, RGB, 0, profile.toByteArray(), rows.toByteArray());
  }

  private static byte[] segment(int marker, String content) {
    var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(bytes.length + 4)
        .putShort((short) (0xff00 | marker))
        .putShort((short) (bytes.length + 2))
        .put(bytes)
        .array();
  }

  private static byte[] withSegment(byte[] jpeg, byte[] segment) {
    return joined(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** The same JPEG with an EXIF block that has an orientation. */
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
    return withSegment(jpeg, exif.array());
  }

  /** A few bytes that declare an image of this size. */
  public static byte[] bomb(int width, int height) {
    return png(width, height, 0, new byte[100]);
  }

  /** A black image: a small file that must be completely in memory to be decoded. */
  public static byte[] interlaced(int side) {
    return png(side, side, 1, new byte[3 * side * side + 4 * side]);
  }

  /** A black image of one byte a pixel. */
  public static byte[] grey(int width, int height) {
    return png(width, height, 8, 0, 0, new byte[0], new byte[(width + 1) * height]);
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
    return png(width, height, 8, RGB, interlace, new byte[0], rows);
  }

  private static byte[] png(
      int width, int height, int depth, int color, int interlace, byte[] profile, byte[] rows) {
    var out = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(out)) {
      data.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      header.put(new byte[] {(byte) depth, (byte) color, 0, 0, (byte) interlace});
      chunk(data, "IHDR", header.array());
      if (profile.length > 0) {
        chunk(data, "iCCP", profile);
      }
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
    var body = joined(type.getBytes(StandardCharsets.US_ASCII), content);
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
