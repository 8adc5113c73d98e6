package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** Files of the types that phones and computers have. */
final class SampleFiles {

  private SampleFiles() {}

  /** The dandelion as an iPhone stores it: HEVC, rotated by its container, with GPS. */
  static SampleFile heic() {
    try {
      var bytes = Files.readAllBytes(Path.of("photos/dandelion.heic"));
      return new SampleFile("dandelion.heic", "image/heic", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A red disc on a transparent background. */
  static SampleFile disc() {
    var image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillOval(300, 150, 600, 600);
    graphics.dispose();
    return new SampleFile(
        "disc.png",
        "image/png",
        written(
            "png",
            writer -> {
              writer.write(image);
            }));
  }

  /** A bar that moves over twelve frames; it is at the left in the first. */
  static SampleFile animation() {
    return new SampleFile(
        "bar.gif",
        "image/gif",
        written(
            "gif",
            writer -> {
              writer.prepareWriteSequence(null);
              for (int frame = 0; frame < 12; frame++) {
                var image = new BufferedImage(480, 360, BufferedImage.TYPE_BYTE_INDEXED);
                var graphics = image.createGraphics();
                graphics.setColor(Color.WHITE);
                graphics.fillRect(40 * frame, 0, 40, 360);
                graphics.dispose();
                writer.writeToSequence(new IIOImage(image, null, null), null);
              }
              writer.endWriteSequence();
            }));
  }

  /** A CMYK JPEG, inverted as Adobe does: the left half is cyan, the right half yellow. */
  static SampleFile cmyk() {
    var inks = Raster.createInterleavedRaster(0, 800, 600, 4, null);
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 800; x++) {
        inks.setPixel(x, y, x < 400 ? new int[] {0, 255, 255, 255} : new int[] {255, 255, 0, 255});
      }
    }
    var plain = written("jpg", writer -> writer.write(new IIOImage(inks, null, null)));
    var adobe =
        ByteBuffer.allocate(16)
            .putShort((short) 0xFFEE)
            .putShort((short) 14)
            .put("Adobe".getBytes(US_ASCII))
            .putShort((short) 100)
            .putInt(0)
            .put((byte) 0)
            .array();
    var whole = new ByteArrayOutputStream();
    whole.write(plain, 0, 2);
    whole.writeBytes(adobe);
    whole.write(plain, 2, plain.length - 2);
    return SampleFile.jpeg("poster.jpg", whole.toByteArray());
  }

  /** The EICAR test file; in two parts, so that scanners do not report this source file. */
  static SampleFile eicar() {
    var text = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    return new SampleFile("invoice.txt", "text/plain", text.getBytes(US_ASCII));
  }

  /** A text that is declared as a JPEG. It is rejected fast. */
  static SampleFile textNamedJpeg() {
    return SampleFile.jpeg("letter.jpg", "Dear Dana".getBytes(US_ASCII));
  }

  static SampleFile pdf() {
    var text =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0"
            + "/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    return new SampleFile("letter.pdf", "application/pdf", text.getBytes(US_ASCII));
  }

  static SampleFile zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("letter.txt"));
      zip.write("Dear Dana".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SampleFile("letters.zip", "application/zip", bytes.toByteArray());
  }

  private interface Writing {
    void with(ImageWriter writer) throws IOException;
  }

  private static byte[] written(String format, Writing writing) {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writing.with(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
