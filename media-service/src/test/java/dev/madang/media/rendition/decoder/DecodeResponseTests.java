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

/** An image may have taken over the decoder: its response is not trusted. */
class DecodeResponseTests {

  private static final byte[] JPEG = Photos.corner("jpg", 8, 8, Color.RED);
  private static final Preview LOOK =
      new Preview(80, 80, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c");

  @Test
  void namesAndTypesComeFromTheRequest() throws Exception {
    var claimed = new Rendition("../../elsewhere", 8, 8, "text/html", JPEG);

    var read = (Generated) read(new Generated(LOOK, List.of(claimed)), JPEG.length);

    assertThat(read.look()).isEqualTo(LOOK);
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
    assertNonsense(new Rendition("small", 8, 8, "image/jpeg", "<script>".getBytes()), 1000);
  }

  @Test
  void tooManyBytesAreNotRead() {
    assertNonsense(new Rendition("small", 8, 8, "image/jpeg", JPEG), JPEG.length - 1);
  }

  @Test
  void largerRenditionsThanRequestedAreInvalid() {
    assertNonsense(new Rendition("small", 9, 8, "image/jpeg", JPEG), 100_000);
  }

  private static void assertNonsense(Rendition claimed, int maxOutput) {
    assertThatThrownBy(() -> read(new Generated(LOOK, List.of(claimed)), maxOutput))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the decoder returned");
  }

  private static RenditionResult read(RenditionResult answer, int maxOutput) throws IOException {
    var bytes = new ByteArrayOutputStream();
    DecodeResponse.write(answer, new DataOutputStream(bytes));
    var size = new DecodeRequest.Size("small", 8, false, List.of(OutputFormat.JPEG));
    var limits = new DecodeRequest.Limits(1, 1, 1, maxOutput, Duration.ZERO, Duration.ZERO);
    return DecodeResponse.read(
        new DecodeRequest(List.of(size), 80, EncodingEffort.FULL, limits, 0),
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
