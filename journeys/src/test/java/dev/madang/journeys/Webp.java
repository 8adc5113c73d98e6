package dev.madang.journeys;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/** A WebP as its bytes are: the JDK shows no pixels of it. */
record Webp(Set<String> chunks) {

  private static final int HEADER = 12;
  private static final Set<String> PIXELS = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF");
  private static final int PROFILE_EXIF_OR_XMP = 0x2C;

  /**
   * @throws IllegalArgumentException when it is none, or something follows its end
   */
  static Webp read(byte[] bytes) {
    var webp = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    if (!name(webp).equals("RIFF") || webp.getInt() != bytes.length - 8 || !isWebp(webp)) {
      throw new IllegalArgumentException("no WebP, or more than one");
    }
    var chunks = new TreeSet<String>();
    while (webp.hasRemaining()) {
      var chunk = name(webp);
      int length = webp.getInt();
      chunks.add(chunk);
      if (chunk.equals("VP8X") && (webp.get(webp.position()) & PROFILE_EXIF_OR_XMP) != 0) {
        chunks.add("VP8X says metadata");
      }
      webp.position(webp.position() + length + length % 2);
    }
    return new Webp(chunks);
  }

  /** What is in it beside pixels, such as {@code EXIF}. */
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
