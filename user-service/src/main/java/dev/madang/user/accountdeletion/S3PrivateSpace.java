package dev.madang.user.accountdeletion;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

/** Erased before the records about its objects, which its events change. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class S3PrivateSpace implements UserDataStore {

  private final S3Client s3;
  private final String bucket;

  S3PrivateSpace(S3Client s3, StorageProperties properties) {
    this.s3 = s3;
    this.bucket = properties.privateSpaceBucket();
  }

  @Override
  public String store() {
    return "private-space";
  }

  @Override
  public long count(UserId user) {
    return of(user).count();
  }

  @Override
  public boolean erase(UserId user) {
    return of(user).erase();
  }

  private S3Prefix of(UserId user) {
    return new S3Prefix(s3, bucket, "private/" + user + "/");
  }
}
