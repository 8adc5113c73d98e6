package dev.madang.journeys;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/** The chunks of a WebP file. The JDK cannot decode its pixels. */
record Webp(Set<String> chunks) {

  private static final int HEADER = 12;
  private static final Set<String> PIXELS = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF");
  private static final int ICC_EXIF_OR_XMP = 0x2C;

  /**
   * @throws IllegalArgumentException if it is no WebP, or bytes follow its end
   */
  static Webp read(byte[] bytes) {
    var webp = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    if (!name(webp).equals("RIFF") || webp.getInt() != bytes.length - 8 || !isWebp(webp)) {
      throw new IllegalArgumentException("not exactly one WebP");
    }
    var chunks = new TreeSet<String>();
    while (webp.hasRemaining()) {
      var chunk = name(webp);
      int length = webp.getInt();
      chunks.add(chunk);
      if (chunk.equals("VP8X") && (webp.get(webp.position()) & ICC_EXIF_OR_XMP) != 0) {
        chunks.add("VP8X metadata flags");
      }
      webp.position(webp.position() + length + length % 2);
    }
    return new Webp(chunks);
  }

  /** The chunks that are not pixels, such as {@code EXIF}. */
  Set<String> metadata() {
    var metadata = new TreeSet<>(chunks);
    metadata.removeAll(PIXELS);
    return metadata;
  }

  private static boolean isWebp(ByteBuffer webp) {
    return name(webp).equals("WEBP") && webp.position() == HEADER;
  }

  private static String name(ByteBuffer webp) {
    var name = new byte[4];
    webp.get(name);
    return new String(name, US_ASCII);
  }
}
