package dev.madang.media.share.cleaning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a picture again without its metadata: no EXIF, GPS, XMP, IPTC, comment, embedded thumbnail
 * or second picture. What is shown stays to the bit, with colour profile and orientation. Only what
 * is known to be needed is kept. The file is not read into the heap, and no picture is decoded.
 */
public final class MetadataRemoval {

  private MetadataRemoval() {}

  /**
   * @param to is made, or replaced; worth nothing if it is refused
   */
  public static Removal clean(Path from, Path to) throws IOException {
    try (var arena = Arena.ofConfined();
        var source = FileChannel.open(from, StandardOpenOption.READ);
        var sink =
            FileChannel.open(
                to,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      if (source.size() > Integer.MAX_VALUE) {
        return new Removal.Refused("too large");
      }
      var in = source.map(MapMode.READ_ONLY, 0, source.size(), arena).asByteBuffer();
      return clean(in, sink);
    } catch (Unreadable refused) {
      return new Removal.Refused(String.valueOf(refused.getMessage()));
    } catch (IndexOutOfBoundsException | BufferUnderflowException cutOff) {
      // Whatever a file says of its own lengths: beyond its end there is nothing.
      return new Removal.Refused("ends too early");
    }
  }

  private static Removal clean(ByteBuffer in, FileChannel sink) throws IOException {
    if (in.limit() < 16) {
      return new Removal.Refused("too short");
    }
    var start = text(in, 0, 12);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      new JpegCleaning(in).plan().write(in, sink);
      return new Removal.Cleaned("image/jpeg", "jpg");
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      new PngCleaning(in).plan().write(in, sink);
      return new Removal.Cleaned("image/png", "png");
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      new GifCleaning(in).plan().write(in, sink);
      return new Removal.Cleaned("image/gif", "gif");
    }
    if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
      new WebpCleaning(in).plan().write(in, sink);
      return new Removal.Cleaned("image/webp", "webp");
    }
    if (start.startsWith("ftyp", 4)) {
      new HeifCleaning(in).write(sink);
      return start.startsWith("avi", 8)
          ? new Removal.Cleaned("image/avif", "avif")
          : new Removal.Cleaned("image/heic", "heic");
    }
    return new Removal.Refused("no picture that we know");
  }

  static String text(ByteBuffer in, int from, int length) {
    var bytes = new byte[length];
    in.get(from, bytes);
    return new String(bytes, ISO_8859_1);
  }
}
