package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.madang.journeys.MediaItem.Image;
import org.junit.jupiter.api.Test;

/** A user signs up and uploads a first photo. */
class FirstPhotoTests {

  private final SampleFile photo = SampleFile.dandelion();
  private final User dana = new User();

  @Test
  void newUserGetsThumbnailsOneNotificationAndOneWelcomeMail() {
    dana.signUp();
    dana.confirm();
    dana.signIn();
    assertThat(dana.me().email()).isEqualTo(dana.email());
    assertThat(dana.me().displayName()).isEqualTo("Dana");

    var created = dana.createMedia(photo);
    assertThat(created.upload().url().getAuthority()).isEqualTo(Madang.AWS.getAuthority());
    dana.upload(photo, created);
    var item = dana.waitForThumbnails(created);

    assertThat(item.images())
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
    assertThat(dana.waitForNotification(created).type()).isEqualTo("madang.media.ready.v1");
    assertThat(dana.waitForWelcomeMail().text()).contains("Dana");

    Queues.waitUntilEmpty();
    assertThat(dana.inbox()).hasSize(1);
    assertThat(dana.welcomeMails()).hasSize(1);
  }

  @Test
  void thumbnailsAreUprightJpegsWithoutMetadata() {
    dana.signUpAndSignIn();
    var item = dana.waitForThumbnails(dana.upload(photo));
    var original = Jpeg.read(photo.bytes());
    assertThat(original.metadata()).contains("APP1");
    var upright = original.rotatedClockwise().brightness(6, 8);

    var uncropped =
        item.images().stream()
            .filter(it -> it.contentType().equals("image/jpeg") && !it.preset().equals("square"))
            .toList();
    assertThat(uncropped).extracting(Image::preset).containsExactly("small", "medium", "large");
    for (var image : uncropped) {
      var bytes = image.download().expect(200).body();
      var thumbnail = Jpeg.read(bytes);
      assertThat(bytes).hasSize((int) image.size());
      assertThat(thumbnail.width()).isEqualTo(image.width());
      assertThat(thumbnail.height()).isEqualTo(image.height());
      assertThat(thumbnail.longEdge()).isEqualTo(longEdge(image.preset()));
      assertThat(thumbnail.metadata()).isEmpty();
      var actual = thumbnail.brightness(6, 8);
      for (int cell = 0; cell < actual.length; cell++) {
        assertThat(actual[cell]).as("cell %d", cell).isCloseTo(upright[cell], within(8));
      }
    }
  }

  private static int longEdge(String preset) {
    return switch (preset) {
      case "small" -> 250;
      case "medium" -> 1000;
      case "large" -> 2000;
      default -> throw new AssertionError("unexpected " + preset);
    };
  }

  @Test
  void refreshedTokenHasTheSameAccess() {
    dana.signUp();
    dana.confirm();
    var old = dana.signIn();
    var me = dana.me();

    assertThat(dana.refresh(old).accessToken()).isNotEqualTo(old.accessToken());
    assertThat(dana.me()).isEqualTo(me);
  }
}
