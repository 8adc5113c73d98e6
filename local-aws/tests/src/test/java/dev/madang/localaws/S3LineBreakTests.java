package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3LineBreakTests {
  private final LocalAws localAws = LocalAws.running();
  private final S3Client s3 = localAws.client(S3Client.builder().forcePathStyle(true));

  @Test
  @StillDiffers("s3-line-break")
  void aKeyWithALineBreakIsNotFound() {
    var bucket = localAws.output("PrivateSpaceBucket");
    assertThatThrownBy(() ->
            s3.putObject(it -> it.bucket(bucket).key("private/a\nb"), RequestBody.fromString("x")))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(404));
  }
}
