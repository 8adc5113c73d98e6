package dev.madang.media.rendition.decoder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Removes metadata from a WebP: libvips before 8.15 writes EXIF in spite of the option to strip it.
 * See <a href="https://developers.google.com/speed/webp/docs/riff_container">the container</a>.
 */
final class WebpMetadata {

  private static final Set<String> CHUNKS = Set.of("EXIF", "XMP ", "ICCP");
  private static final int FLAGS_OF_CHUNKS = 0x08 | 0x04 | 0x20;
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  private WebpMetadata() {}

  /**
   * @param webp from an encoder; other bytes fail
   */
  static byte[] removedFrom(byte[] webp) {
    var remaining = new ByteArrayOutputStream(webp.length);
    remaining.write(webp, 0, RIFF_HEADER);
    var bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    int next;
    for (int at = RIFF_HEADER; at < webp.length; at = next) {
      var name = new String(webp, at, 4, ISO_8859_1);
      int size = bytes.getInt(at + 4);
      // A chunk of odd size is padded.
      next = at + CHUNK_HEADER + size + (size & 1);
      if (name.equals("VP8X")) {
        webp[at + CHUNK_HEADER] &= (byte) ~FLAGS_OF_CHUNKS;
      }
      if (!CHUNKS.contains(name)) {
        remaining.write(webp, at, next - at);
      }
    }
    var whole = remaining.toByteArray();
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, whole.length - CHUNK_HEADER);
    return whole;
  }
}
