package dev.madang.media.share.metadata;

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
 * Copies an image without its metadata: EXIF, GPS, XMP, IPTC, comments, embedded thumbnails and
 * further images. The pixels stay bit for bit, as do color profile and orientation. Only parts that
 * are known to be required are copied. The file is not read into the heap, and no image is decoded.
 */
public final class MetadataStripper {

  private MetadataStripper() {}

  /**
   * @param to is created or replaced; incomplete if the result is {@code Refused}
   */
  public static StripResult clean(Path from, Path to) throws IOException {
    try (var arena = Arena.ofConfined();
        var source = FileChannel.open(from, StandardOpenOption.READ);
        var sink =
            FileChannel.open(
                to,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      if (source.size() > Integer.MAX_VALUE) {
        return new StripResult.Refused("too large");
      }
      var in = source.map(MapMode.READ_ONLY, 0, source.size(), arena).asByteBuffer();
      return clean(in, sink);
    } catch (MalformedImage refused) {
      return new StripResult.Refused(String.valueOf(refused.getMessage()));
    } catch (IndexOutOfBoundsException | BufferUnderflowException truncated) {
      // A length in the file exceeds the file.
      return new StripResult.Refused("truncated");
    }
  }

  private static StripResult clean(ByteBuffer in, FileChannel sink) throws IOException {
    if (in.limit() < 16) {
      return new StripResult.Refused("too short");
    }
    var start = text(in, 0, 12);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      new JpegMetadataStripper(in).plan().write(in, sink);
      return new StripResult.Stripped("image/jpeg", "jpg");
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      new PngMetadataStripper(in).plan().write(in, sink);
      return new StripResult.Stripped("image/png", "png");
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      new GifMetadataStripper(in).plan().write(in, sink);
      return new StripResult.Stripped("image/gif", "gif");
    }
    if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
      new WebpMetadataStripper(in).plan().write(in, sink);
      return new StripResult.Stripped("image/webp", "webp");
    }
    if (start.startsWith("ftyp", 4)) {
      new HeifMetadataStripper(in).write(sink);
      return start.startsWith("avi", 8)
          ? new StripResult.Stripped("image/avif", "avif")
          : new StripResult.Stripped("image/heic", "heic");
    }
    return new StripResult.Refused("an unknown format");
  }

  static String text(ByteBuffer in, int from, int length) {
    var bytes = new byte[length];
    in.get(from, bytes);
    return new String(bytes, ISO_8859_1);
  }
}
