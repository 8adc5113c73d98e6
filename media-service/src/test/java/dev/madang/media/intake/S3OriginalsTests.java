package dev.madang.media.intake;

import dev.madang.localaws.LocalAws;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.UploadProperties;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3OriginalsTests extends OriginalsContract {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final UploadProperties SPACE =
      new UploadProperties(
          AWS.output("PrivateSpaceBucket"),
          DataSize.ofMegabytes(16),
          DataSize.ofMegabytes(64),
          DataSize.ofTerabytes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  @Override
  Originals originals() {
    return new S3Originals(S3, SPACE);
  }

  @Override
  OriginalList list() {
    return new S3OriginalList(S3, SPACE);
  }

  @Override
  void put(OriginalKey key, String contentType, byte[] bytes) {
    S3.putObject(
        put -> put.bucket(SPACE.bucket()).key(key.toString()).contentType(contentType),
        RequestBody.fromBytes(bytes));
  }

  @Override
  void delete(OriginalKey key) {
    S3.deleteObject(delete -> delete.bucket(SPACE.bucket()).key(key.toString()));
  }
}
