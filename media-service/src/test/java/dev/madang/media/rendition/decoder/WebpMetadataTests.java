package dev.madang.media.rendition.decoder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class WebpMetadataTests {

  private static final byte[] EXTENDED = {0x3C, 0, 0, 0, 1, 0, 0, 1, 0, 0};
  private static final byte[] WITHOUT_METADATA = {0x10, 0, 0, 0, 1, 0, 0, 1, 0, 0};

  @Test
  void metadataIsRemovedAndPixelsStay() {
    var withMetadata =
        riff(
            chunk("VP8X", EXTENDED),
            chunk("ICCP", new byte[5]),
            chunk("ALPH", new byte[] {1, 2}),
            chunk("VP8 ", new byte[] {3, 4, 5}),
            chunk("EXIF", new byte[7]),
            chunk("XMP ", new byte[2]));

    assertThat(WebpMetadata.removedFrom(withMetadata))
        .isEqualTo(
            riff(
                chunk("VP8X", WITHOUT_METADATA),
                chunk("ALPH", new byte[] {1, 2}),
                chunk("VP8 ", new byte[] {3, 4, 5})));
  }

  @Test
  void otherFilesStayAsTheyAre() {
    var plain = riff(chunk("VP8L", new byte[] {1, 2, 3}));

    assertThat(WebpMetadata.removedFrom(plain.clone())).isEqualTo(plain);
  }

  private static byte[] riff(byte[]... chunks) {
    var all = new ByteArrayOutputStream();
    all.writeBytes("WEBP".getBytes(ISO_8859_1));
    for (var chunk : chunks) {
      all.writeBytes(chunk);
    }
    return chunk("RIFF", all.toByteArray());
  }

  private static byte[] chunk(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + (content.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(ISO_8859_1))
        .putInt(content.length)
        .put(content)
        .array();
  }
}
