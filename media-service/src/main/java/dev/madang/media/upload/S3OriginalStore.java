package dev.madang.media.upload;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.StorageProperties;
import dev.madang.media.UserId;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

@Component
class S3OriginalStore implements OriginalStore {

  private final S3Client s3;
  private final StorageProperties storage;

  S3OriginalStore(S3Client s3, StorageProperties storage) {
    this.s3 = s3;
    this.storage = storage;
  }

  @Override
  public long countOf(UserId userId) {
    return of(userId).count();
  }

  @Override
  public void removeAllOf(UserId userId) {
    of(userId).eraseAll();
  }

  private S3Prefix of(UserId userId) {
    return new S3Prefix(s3, storage.originalsBucket(), "private/" + userId + "/media/");
  }
}
