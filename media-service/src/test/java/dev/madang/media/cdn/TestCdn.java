package dev.madang.media.cdn;

import dev.madang.localaws.LocalAws;
import dev.madang.media.StorageProperties;
import java.time.Duration;
import java.util.Objects;

/** The properties of the service on the local AWS. */
public final class TestCdn {

  private static final LocalAws AWS = LocalAws.running();
  private static final String KEY = "MADANG_CDN_PRIVATE_KEY";

  private TestCdn() {}

  public static StorageProperties storage() {
    return new StorageProperties(AWS.output("PrivateSpaceBucket"), AWS.output("RenditionsBucket"));
  }

  static CdnProperties cdn() {
    return new CdnProperties(
        AWS.output("CdnUrl"),
        AWS.output("DistributionId"),
        AWS.output("CdnKeyPairId"),
        privateKey(),
        Duration.ofHours(1),
        Duration.ofMinutes(15),
        "",
        "None");
  }

  static String privateKey() {
    return Objects.requireNonNull(AWS.environment("media-service").get(KEY));
  }

  static CloudFrontSigner signer() {
    var cdn = cdn();
    return new CloudFrontSigner(cdn.url(), cdn.keyPairId(), CdnSigningKey.read(cdn.privateKey()));
  }
}
