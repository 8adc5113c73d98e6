package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3SigningTests {

  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private final S3Signing signing = new S3Signing();

  @Test
  void uploadsGoToTheAcceleratedEndpointWhereThereIsOne() {
    var properties = new S3Signing.Properties("", false, "Enabled");

    assertThat(host(uploads(properties))).isEqualTo("a-bucket.s3-accelerate.amazonaws.com");
    assertThat(host(signing.presigner(properties, KEYS, () -> Region.EU_CENTRAL_1)))
        .isEqualTo("a-bucket.s3.eu-central-1.amazonaws.com");
  }

  @Test
  void otherwiseUploadsGoToTheUsualEndpoint() {
    assertThat(host(uploads(new S3Signing.Properties("", false, "Suspended"))))
        .isEqualTo("a-bucket.s3.eu-central-1.amazonaws.com");
    assertThat(host(uploads(new S3Signing.Properties("http://localhost:4566", true, "Enabled"))))
        .isEqualTo("localhost");
  }

  private S3Presigner uploads(S3Signing.Properties properties) {
    return signing.uploadPresigner(properties, KEYS, () -> Region.EU_CENTRAL_1);
  }

  private static String host(S3Presigner presigner) {
    var put =
        presigner.presignPutObject(presign ->
            presign
                .signatureDuration(Duration.ofMinutes(1))
                .putObjectRequest(it -> it.bucket("a-bucket").key("a-key")));
    var part =
        presigner.presignUploadPart(presign ->
            presign
                .signatureDuration(Duration.ofMinutes(1))
                .uploadPartRequest(
                    it -> it.bucket("a-bucket").key("a-key").uploadId("u").partNumber(1)));
    var host = URI.create(put.url().toString()).getHost();
    assertThat(URI.create(part.url().toString())).hasHost(host);
    return host;
  }
}
