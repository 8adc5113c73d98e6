package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * No byte of a photo passes our services: the gateway is their only door, and the app, which counts
 * what it says and hears, says there a few words only.
 */
@Order(6)
class StraightToS3Tests {

  private static final long A_FEW_WORDS = 5_000;

  private final Photo photo = Photo.dandelion();
  private final Person dana = Person.joined();

  @Test
  void aPhotoTravelsFromTheAppToS3() {
    var withGateway = Http.bytesExchangedWith(Madang.GATEWAY);
    var withS3 = Http.bytesExchangedWith(Madang.AWS);

    dana.uploadPhoto(photo);

    assertThat(Http.bytesExchangedWith(Madang.AWS) - withS3).isGreaterThanOrEqualTo(photo.size());
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY) - withGateway).isLessThan(A_FEW_WORDS);
  }

  @Test
  void itsThumbnailsTravelFromS3ToTheApp() {
    var thumbnails = dana.waitForThumbnails(dana.uploadPhoto(photo)).renditions();
    var withGateway = Http.bytesExchangedWith(Madang.GATEWAY);
    var withS3 = Http.bytesExchangedWith(Madang.AWS);

    thumbnails.forEach(thumbnail -> thumbnail.fetch().expect(200));

    var bytes = thumbnails.stream().mapToLong(Media.Rendition::bytes).sum();
    assertThat(Http.bytesExchangedWith(Madang.AWS) - withS3).isEqualTo(bytes);
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY)).isEqualTo(withGateway);
  }
}
