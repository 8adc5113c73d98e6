package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.madang.journeys.Media.Rendition;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody sends what a phone has: each to its end. */
@Order(7)
class PhonePhotosTests {

  private final Person dana = Person.joined();

  @Test
  void aPhotoOnItsSideIsUprightAndTellsNothing() {
    var upright = Jpeg.read(Photo.dandelion().bytes()).turnedClockwise();

    looksLike(made(Photo.dandelion()), upright);
  }

  @Test
  void aPhotoOfAnIphoneIsTurnedOnce() {
    var upright = Jpeg.read(Photo.dandelion().bytes()).turnedClockwise();

    var upload = dana.uploadPhoto(Samples.heic());
    var reason = dana.waitForOutcome(upload).reason();
    assumeFalse("unsupported-type".equals(reason), "no libvips here decodes HEVC");

    looksLike(made(upload), upright);
  }

  @Test
  void whatIsTransparentIsWhiteInAJpeg() {
    var disc = jpeg(made(Samples.disc()), "medium");

    assertThat(List.of(disc.width(), disc.height())).containsExactly(1000, 750);
    assertThat(isNear(disc, 10, 10, Color.WHITE)).isTrue();
    assertThat(isNear(disc, 500, 375, Color.RED)).isTrue();
  }

  @Test
  void ofAnAnimationTheFirstPictureIsShown() {
    var bar = jpeg(made(Samples.animation()), "large");

    assertThat(List.of(bar.width(), bar.height())).containsExactly(480, 360);
    assertThat(isNear(bar, 20, 180, Color.WHITE)).isTrue();
    assertThat(isNear(bar, 240, 180, Color.BLACK)).isTrue();
  }

  @Test
  void aPosterForThePressIsShownInTheColoursOfAScreen() {
    var poster = jpeg(made(Samples.forThePress()), "medium");

    var cyan = new Color(poster.pixels().getRGB(100, 300));
    var yellow = new Color(poster.pixels().getRGB(700, 300));
    assertThat(cyan.getBlue()).isGreaterThan(cyan.getRed() + 100);
    assertThat(yellow.getRed()).isGreaterThan(yellow.getBlue() + 100);
  }

  @Test
  void whatIsNoPictureIsKeptWithoutRenditions() {
    for (var file : List.of(Samples.pdf(), Samples.zip())) {
      var media = dana.waitForOutcome(dana.uploadPhoto(file));
      assertThat(media.state())
          .as("%s, reason %s", file.fileName(), media.reason())
          .isEqualTo("ready");
      assertThat(media.renditions()).isEmpty();
    }
  }

  @Test
  void aVirusIsNoOnesToSee() {
    var upload = dana.uploadPhoto(Samples.eicar());

    var media = dana.waitForOutcome(upload);

    assertThat(media.reason()).isEqualTo("malware");
    dana.api().get("/v1/media/" + media.id() + "/original").expectProblem(409, "media-not-ready");
    dana.api()
        .post("/v1/shares", Map.of("mediaId", media.id()))
        .expectProblem(409, "media-not-ready");
  }

  private Media made(Photo photo) {
    return made(dana.uploadPhoto(photo));
  }

  private Media made(Upload upload) {
    var media = dana.waitForThumbnails(upload);
    assertThat(media.renditions()).hasSize(8);
    for (var rendition : media.renditions()) {
      assertThat(metadata(rendition)).as(rendition.preset()).isEmpty();
    }
    return media;
  }

  private static Set<String> metadata(Rendition rendition) {
    var bytes = rendition.fetch().expect(200).body();
    return switch (rendition.contentType()) {
      case "image/jpeg" -> Jpeg.read(bytes).metadata();
      case "image/webp" -> Webp.read(bytes).metadata();
      default -> throw new AssertionError("nobody promised " + rendition.contentType());
    };
  }

  private static Jpeg jpeg(Media media, String preset) {
    return media.renditions().stream()
        .filter(it -> it.preset().equals(preset) && it.contentType().equals("image/jpeg"))
        .map(it -> Jpeg.read(it.fetch().expect(200).body()))
        .findFirst()
        .orElseThrow();
  }

  private static void looksLike(Media media, Jpeg upright) {
    var shown = jpeg(media, "large");
    assertThat(List.of(shown.width(), shown.height())).containsExactly(1500, 2000);
    var wanted = upright.tones(6, 8);
    var tones = shown.tones(6, 8);
    for (int cell = 0; cell < tones.length; cell++) {
      assertThat(tones[cell]).as("cell %d", cell).isCloseTo(wanted[cell], within(8));
    }
  }

  private static boolean isNear(Jpeg jpeg, int x, int y, Color wanted) {
    var seen = new Color(jpeg.pixels().getRGB(x, y));
    return Math.abs(seen.getRed() - wanted.getRed()) < 30
        && Math.abs(seen.getGreen() - wanted.getGreen()) < 30
        && Math.abs(seen.getBlue() - wanted.getBlue()) < 30;
  }
}
