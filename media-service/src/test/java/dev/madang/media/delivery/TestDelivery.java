package dev.madang.media.delivery;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import java.util.Objects;

/** Settings as the service has them on the local AWS. */
final class TestDelivery {

  private static final LocalAws AWS = LocalAws.running();
  private static final String KEY = "MADANG_CDN_PRIVATE_KEY";

  private TestDelivery() {}

  static DeliveryProperties presigned() {
    return new DeliveryProperties(AWS.output("RenditionsBucket"), Duration.ofMinutes(15));
  }

  static CdnProperties cdn() {
    return new CdnProperties(
        AWS.output("CdnUrl"),
        AWS.output("DistributionId"),
        AWS.output("CdnKeyPairId"),
        privateKey(),
        Duration.ofHours(1),
        "",
        "None");
  }

  static String privateKey() {
    return Objects.requireNonNull(AWS.environment("media-service").get(KEY));
  }

  static CloudFrontSigner signer() {
    var cdn = cdn();
    return new CloudFrontSigner(cdn.url(), cdn.keyPairId(), CdnKey.read(cdn.privateKey()));
  }
}
