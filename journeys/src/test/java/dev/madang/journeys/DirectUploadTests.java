package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Photos do not pass our services: only small requests and responses pass the gateway. */
class DirectUploadTests {

  private static final long SMALL = 5_000;

  private final SampleFile photo = SampleFile.dandelion();
  private final User dana = User.signedIn();

  @Test
  void uploadDoesNotPassTheGateway() {
    var gatewayBytes = Http.bytesExchangedWith(Madang.GATEWAY);
    var s3Bytes = Http.bytesExchangedWith(Madang.AWS);

    dana.upload(photo);

    assertThat(Http.bytesExchangedWith(Madang.AWS) - s3Bytes).isGreaterThanOrEqualTo(photo.size());
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY) - gatewayBytes).isLessThan(SMALL);
  }

  @Test
  void renditionsDoNotPassTheGateway() {
    var images = dana.waitForThumbnails(dana.upload(photo)).images();
    var gatewayBytes = Http.bytesExchangedWith(Madang.GATEWAY);
    var cdn = URI.create(Madang.output("CdnUrl"));
    var cdnBytes = Http.bytesExchangedWith(cdn);

    images.forEach(image -> image.download().expect(200));

    var bytes = images.stream().mapToLong(MediaItem.Image::size).sum();
    assertThat(Http.bytesExchangedWith(cdn) - cdnBytes).isEqualTo(bytes);
    assertThat(Http.bytesExchangedWith(Madang.GATEWAY)).isEqualTo(gatewayBytes);
  }
}
