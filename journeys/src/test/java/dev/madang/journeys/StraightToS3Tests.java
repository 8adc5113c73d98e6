package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a photo never pass our services: their only door is the gateway, and between it and
 * the app too little is said.
 */
@Order(6)
class StraightToS3Tests {

  @Test
  void thePhotoAndItsThumbnailsTravelBetweenTheAppAndS3() {
    var photo = Photo.dandelion();
    var dana = Person.joined();
    var withGateway = Http.bytesExchangedWith(Madang.GATEWAY);
    var withS3 = Http.bytesExchangedWith(Madang.AWS);

    var media = dana.waitForThumbnails(dana.uploadPhoto(photo));
    media.renditions().forEach(rendition -> rendition.fetch().expect(200));

    var thumbnails = media.renditions().stream().mapToLong(Media.Rendition::bytes).sum();
    assertThat(Http.bytesExchangedWith(Madang.AWS) - withS3)
        .isGreaterThanOrEqualTo(photo.size() + thumbnails);
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY) - withGateway)
        .isLessThan(photo.size() / 4)
        .isLessThan(thumbnails / 4);
  }
}
