package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.madang.journeys.MediaItem.Image;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of all kinds that phones have. */
class FileFormatsTests {

  private final User dana = User.signedIn();

  @Test
  void rotatedJpegIsUprightWithoutMetadata() {
    var upright = Jpeg.read(SampleFile.dandelion().bytes()).rotatedClockwise();

    assertLooksLike(process(SampleFile.dandelion()), upright);
  }

  @Test
  void heicIsRotatedOnce() {
    var upright = Jpeg.read(SampleFile.dandelion().bytes()).rotatedClockwise();

    var created = dana.upload(SampleFiles.heic());
    var reason = dana.waitUntilProcessed(created).rejectionReason();
    // The container image has a decoder for it.
    boolean isContainer = "container".equals(System.getenv("MADANG_TEST_LOCAL_AWS"));
    assumeFalse(
        "unsupported-type".equals(reason) && !isContainer, "this libvips cannot decode HEVC");

    assertLooksLike(process(created), upright);
  }

  @Test
  void transparencyBecomesWhiteInJpegs() {
    var disc = jpeg(process(SampleFiles.disc()), "medium");

    assertThat(List.of(disc.width(), disc.height())).containsExactly(1000, 750);
    assertThat(isNear(disc, 10, 10, Color.WHITE)).isTrue();
    assertThat(isNear(disc, 500, 375, Color.RED)).isTrue();
  }

  @Test
  void firstFrameOfAnAnimationIsRendered() {
    var bar = jpeg(process(SampleFiles.animation()), "large");

    assertThat(List.of(bar.width(), bar.height())).containsExactly(480, 360);
    assertThat(isNear(bar, 20, 180, Color.WHITE)).isTrue();
    assertThat(isNear(bar, 240, 180, Color.BLACK)).isTrue();
  }

  @Test
  void cmykJpegIsConvertedToRgb() {
    var poster = jpeg(process(SampleFiles.cmyk()), "medium");

    var cyan = new Color(poster.pixels().getRGB(100, 300));
    var yellow = new Color(poster.pixels().getRGB(700, 300));
    assertThat(cyan.getBlue()).isGreaterThan(cyan.getRed() + 100);
    assertThat(yellow.getRed()).isGreaterThan(yellow.getBlue() + 100);
  }

  @Test
  void otherFilesAreReadyWithoutRenditions() {
    for (var file : List.of(SampleFiles.pdf(), SampleFiles.zip())) {
      var item = dana.waitUntilProcessed(dana.upload(file));
      assertThat(item.status())
          .as("%s, reason %s", file.fileName(), item.rejectionReason())
          .isEqualTo("ready");
      assertThat(item.renditions()).isEmpty();
    }
  }

  @Test
  void malwareIsRejectedAndCannotBeDownloadedOrShared() {
    var created = dana.upload(SampleFiles.eicar());

    var item = dana.waitUntilProcessed(created);

    assertThat(item.rejectionReason()).isEqualTo("malware");
    dana.api()
        .post("/v1/media/" + item.id() + "/download-links", Map.of())
        .expectProblem(409, "media-not-ready");
    dana.api()
        .post("/v1/share-links", Map.of("mediaId", item.id()))
        .expectProblem(409, "media-not-ready");
  }

  private MediaItem process(SampleFile file) {
    return process(dana.upload(file));
  }

  private MediaItem process(CreatedMedia created) {
    var item = dana.waitForThumbnails(created);
    assertThat(item.images()).hasSize(8);
    for (var image : item.images()) {
      assertThat(metadata(image)).as(image.preset()).isEmpty();
    }
    return item;
  }

  private static Set<String> metadata(Image image) {
    var bytes = image.download().expect(200).body();
    return switch (image.contentType()) {
      case "image/jpeg" -> Jpeg.read(bytes).metadata();
      case "image/webp" -> Webp.read(bytes).metadata();
      default -> throw new AssertionError("unexpected " + image.contentType());
    };
  }

  private static Jpeg jpeg(MediaItem item, String preset) {
    return Jpeg.read(item.image(preset, "image/jpeg").download().expect(200).body());
  }

  private static void assertLooksLike(MediaItem item, Jpeg upright) {
    var shown = jpeg(item, "large");
    assertThat(List.of(shown.width(), shown.height())).containsExactly(1500, 2000);
    var expected = upright.brightness(6, 8);
    var actual = shown.brightness(6, 8);
    for (int cell = 0; cell < actual.length; cell++) {
      assertThat(actual[cell]).as("cell %d", cell).isCloseTo(expected[cell], within(8));
    }
  }

  private static boolean isNear(Jpeg jpeg, int x, int y, Color expected) {
    var actual = new Color(jpeg.pixels().getRGB(x, y));
    return Math.abs(actual.getRed() - expected.getRed()) < 30
        && Math.abs(actual.getGreen() - expected.getGreen()) < 30
        && Math.abs(actual.getBlue() - expected.getBlue()) < 30;
  }
}
