package dev.madang.media.rendition.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.rendition.EncodingEffort;
import dev.madang.media.rendition.OutputFormat;
import dev.madang.media.rendition.Photos;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Generated;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The decoder may be compromised by an image: its response is not trusted. */
class DecodeResponseTests {

  private static final byte[] JPEG = Photos.corner("jpg", 8, 8, Color.RED);
  private static final Preview PREVIEW =
      new Preview(80, 80, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c");

  @Test
  void namesAndTypesComeFromTheRequest() throws Exception {
    var claimed = new Rendition("../../elsewhere", 8, 8, "text/html", JPEG);

    var read = (Generated) read(new Generated(PREVIEW, List.of(claimed)), JPEG.length);

    assertThat(read.preview()).isEqualTo(PREVIEW);
    assertThat(read.renditions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.preset()).isEqualTo("small");
          assertThat(one.contentType()).isEqualTo("image/jpeg");
          assertThat(one.bytes()).isEqualTo(JPEG);
        });
  }

  @Test
  void otherBytesAreNotAcceptedAsJpeg() {
    assertInvalid(new Rendition("small", 8, 8, "image/jpeg", "<script>".getBytes()), 1000);
  }

  @Test
  void tooManyBytesAreNotRead() {
    assertInvalid(new Rendition("small", 8, 8, "image/jpeg", JPEG), JPEG.length - 1);
  }

  @Test
  void largerRenditionsThanRequestedAreInvalid() {
    assertInvalid(new Rendition("small", 9, 8, "image/jpeg", JPEG), 100_000);
  }

  private static void assertInvalid(Rendition claimed, int maxOutput) {
    assertThatThrownBy(() -> read(new Generated(PREVIEW, List.of(claimed)), maxOutput))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the decoder returned");
  }

  private static RenditionResult read(RenditionResult result, int maxOutput) throws IOException {
    var bytes = new ByteArrayOutputStream();
    DecodeResponse.write(result, new DataOutputStream(bytes));
    var size = new DecodeRequest.Size("small", 8, false, List.of(OutputFormat.JPEG));
    var limits = new DecodeRequest.Limits(1, 1, 1, maxOutput, Duration.ZERO, Duration.ZERO);
    return DecodeResponse.read(
        new DecodeRequest(List.of(size), 80, EncodingEffort.FULL, limits, 0),
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
