package dev.madang.media.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.madang.media.hostile.DeviceFile.Rejected;
import dev.madang.media.hostile.DeviceFile.Shown;
import dev.madang.media.hostile.DeviceFile.ShownByNewLibheif;
import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.Photos;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Generated;
import dev.madang.media.rendition.worker.WarmDecoder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** What becomes of the files that phones, cameras, browsers and editors write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceFilesTests {

  /** For what encoders and color conversions change. */
  private static final int TOLERANCE = 14;

  private WarmDecoder decoder;

  @BeforeAll
  void startDecoder() {
    decoder = WarmDecoder.start(Duration.ofSeconds(10), DataSize.ofGigabytes(1));
  }

  @AfterAll
  void stopDecoder() {
    decoder.close();
  }

  static Stream<DeviceFile> files() {
    return DeviceFiles.all();
  }

  @Test
  void thereAreManyFilesAndTheyAreSmall() {
    var files = files().toList();
    assertThat(files).hasSizeGreaterThan(60);
    assertThat(files).extracting(DeviceFile::toString).doesNotHaveDuplicates();
    assertThat(files).allSatisfy(it -> assertThat(it.bytes().length).isLessThan(3 << 20));
  }

  @ParameterizedTest
  @MethodSource("files")
  void hasTheRightOutcomeSizeAndColors(DeviceFile file) {
    var result = decoder.renditions().generate(file.contentType(), Original.of(file.bytes()));
    if (result instanceof RenditionResult.Rejected(_, var detail)
        && detail.equals("no libvips here decodes HEIC")) {
      Assumptions.abort(detail);
    }
    switch (file.outcome()) {
      case Rejected(var reason) -> assertRejected(result, reason);
      case Shown shown -> assertShown(result, shown);
      case ShownByNewLibheif(var shown) -> {
        if (decoder.hasOldLibheif()) {
          assertRejected(result, RejectionReason.UNSUPPORTED_TYPE);
        } else {
          assertShown(result, shown);
        }
      }
    }
  }

  private static void assertRejected(RenditionResult result, RejectionReason reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            RenditionResult.Rejected.class, it -> assertThat(it.reason()).isEqualTo(reason));
  }

  private static void assertShown(RenditionResult result, Shown shown) {
    assertThat(result).isInstanceOf(Generated.class);
    var generated = (Generated) result;
    assertThat(List.of(generated.preview().width(), generated.preview().height()))
        .containsExactly(shown.width(), shown.height());
    var image =
        generated.renditions().stream()
            .filter(it -> it.preset().equals("large") && it.contentType().equals("image/jpeg"))
            .map(Photos::seen)
            .findFirst()
            .orElseThrow();
    assertThat(List.of(image.getWidth(), image.getHeight()))
        .containsExactly(shown.width(), shown.height());
    var quarters = quarters(image);
    for (int i = 0; i < quarters.size(); i++) {
      assertAlike("quarter " + i, quarters.get(i), shown.quarters().get(i));
    }
    assertAlike("mean", DeviceFile.mean(quarters), shown.mean());
  }

  private static void assertAlike(String what, Color actual, Color expected) {
    assertThat(actual.getRed())
        .as("red of " + what)
        .isCloseTo(expected.getRed(), within(TOLERANCE));
    assertThat(actual.getGreen())
        .as("green of " + what)
        .isCloseTo(expected.getGreen(), within(TOLERANCE));
    assertThat(actual.getBlue())
        .as("blue of " + what)
        .isCloseTo(expected.getBlue(), within(TOLERANCE));
  }

  private static List<Color> quarters(BufferedImage image) {
    int width = image.getWidth() / 2;
    int height = image.getHeight() / 2;
    var quarters = new ArrayList<Color>();
    for (int top : new int[] {0, height}) {
      for (int left : new int[] {0, width}) {
        quarters.add(mean(image.getSubimage(left, top, width, height)));
      }
    }
    return quarters;
  }

  private static Color mean(BufferedImage image) {
    var colors = new ArrayList<Color>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(new Color(image.getRGB(x, y)));
      }
    }
    return DeviceFile.mean(colors);
  }
}
