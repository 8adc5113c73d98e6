package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.madang.journeys.Media.Rendition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody joins and uploads a first photo. */
@Order(1)
class FirstPhotoTests {

  private final Photo photo = Photo.dandelion();
  private final Person dana = new Person();

  @Test
  void aNewcomerFindsThumbnailsAndOneNotificationAndOneWelcomeMail() {
    dana.signUp();
    dana.confirm();
    dana.signIn();
    assertThat(dana.me().email()).isEqualTo(dana.email());
    assertThat(dana.me().displayName()).isEqualTo("Dana");

    var upload = dana.askForUpload(photo);
    assertThat(upload.upload().url().getAuthority()).isEqualTo(Madang.AWS.getAuthority());
    dana.send(photo, upload);
    var media = dana.waitForThumbnails(upload);

    assertThat(media.renditions())
        .extracting(it -> it.preset() + " " + it.contentType())
        .containsExactly(
            "small image/webp",
            "small image/jpeg",
            "medium image/webp",
            "medium image/jpeg",
            "large image/webp",
            "large image/jpeg",
            "square image/webp",
            "square image/jpeg");
    assertThat(dana.waitForNotification(upload).type()).isEqualTo("media-ready");
    assertThat(dana.readWelcomeMail().text()).contains("Dana");

    Queues.comeToRest();
    assertThat(dana.inbox()).hasSize(1);
    assertThat(dana.welcomeMails()).hasSize(1);
  }

  @Test
  void theThumbnailsAreUprightJpegsThatTellNothingOfThePlace() {
    dana.join();
    var media = dana.waitForThumbnails(dana.uploadPhoto(photo));
    var original = Jpeg.read(photo.bytes());
    assertThat(original.metadata()).contains("APP1");
    var upright = original.turnedClockwise().tones(6, 8);

    var whole =
        media.renditions().stream()
            .filter(it -> it.contentType().equals("image/jpeg") && !it.preset().equals("square"))
            .toList();
    assertThat(whole).extracting(Rendition::preset).containsExactly("small", "medium", "large");
    for (var rendition : whole) {
      var bytes = rendition.fetch().expect(200).body();
      var thumbnail = Jpeg.read(bytes);
      assertThat(bytes).hasSize((int) rendition.bytes());
      assertThat(thumbnail.width()).isEqualTo(rendition.width());
      assertThat(thumbnail.height()).isEqualTo(rendition.height());
      assertThat(thumbnail.longEdge()).isEqualTo(longEdge(rendition.preset()));
      assertThat(thumbnail.metadata()).isEmpty();
      var tones = thumbnail.tones(6, 8);
      for (int cell = 0; cell < tones.length; cell++) {
        assertThat(tones[cell]).as("cell %d", cell).isCloseTo(upright[cell], within(8));
      }
    }
  }

  private static int longEdge(String preset) {
    return switch (preset) {
      case "small" -> 250;
      case "medium" -> 1000;
      case "large" -> 2000;
      default -> throw new AssertionError("nobody promised " + preset);
    };
  }

  @Test
  void aRefreshedTokenOpensTheSame() {
    dana.signUp();
    dana.confirm();
    var old = dana.signIn();
    var me = dana.me();

    assertThat(dana.refresh(old).accessToken()).isNotEqualTo(old.accessToken());
    assertThat(dana.me()).isEqualTo(me);
  }

  @Test
  void theDocsAreAPage() {
    assertThat(Api.withoutToken().get("/docs/index.html").expect(200).text())
        .contains("<title>", "/docs/page.js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-service", "media-service", "notification-service"})
  void theDocsHaveTheSpecOf(String service) {
    assertThat(Api.withoutToken().get("/docs/specs/" + service + ".yaml").expect(200).text())
        .startsWith("openapi: ");
  }
}
