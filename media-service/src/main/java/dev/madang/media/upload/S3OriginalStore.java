package dev.madang.media.upload;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.catalog.OwnerId;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

@Component
class S3OriginalStore implements OriginalStore {

  private final S3Client s3;
  private final UploadProperties properties;

  S3OriginalStore(S3Client s3, UploadProperties properties) {
    this.s3 = s3;
    this.properties = properties;
  }

  @Override
  public long countOf(OwnerId owner) {
    return of(owner).count();
  }

  @Override
  public void removeAllOf(OwnerId owner) {
    of(owner).eraseAll();
  }

  private S3Prefix of(OwnerId owner) {
    return new S3Prefix(s3, properties.bucket(), "private/" + owner + "/media/");
  }
}
