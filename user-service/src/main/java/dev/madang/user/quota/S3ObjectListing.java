package dev.madang.user.quota;

import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

@Component
class S3ObjectListing implements ObjectListing {

  // The character after the slash.
  private static final String AFTER_SLASH = "0";

  private static final int MAX_OWNERS = 1000;

  private final S3Client s3;
  private final String bucket;

  S3ObjectListing(S3Client s3, StorageProperties properties) {
    this.s3 = s3;
    this.bucket = properties.privateSpaceBucket();
  }

  @Override
  public List<Stored> list(UserId user, Optional<ObjectKey> after, int limit) {
    return s3
        .listObjectsV2Paginator(list -> {
          list.bucket(bucket)
              .prefix(new ObjectKey(user, "").toString())
              .maxKeys(limit)
              .encodingType(EncodingType.URL);
          after.ifPresent(key -> list.startAfter(key.toString()));
        })
        .contents()
        .stream()
        .flatMap(object ->
            ObjectKey.parse(object.key()).map(key -> new Stored(key, object.size())).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public OptionalLong size(ObjectKey key) {
    try {
      return OptionalLong.of(
          s3.headObject(head -> head.bucket(bucket).key(key.toString())).contentLength());
    } catch (NoSuchKeyException missing) {
      return OptionalLong.empty();
    }
  }

  @Override
  public List<UserId> owners(Optional<UserId> after) {
    return s3
        .listObjectsV2Paginator(list -> {
          list.bucket(bucket)
              .prefix(ObjectKey.PREFIX)
              .delimiter("/")
              .encodingType(EncodingType.URL);
          after.ifPresent(user -> list.startAfter(ObjectKey.PREFIX + user + AFTER_SLASH));
        })
        .commonPrefixes()
        .stream()
        .map(prefix -> ObjectKey.parse(prefix.prefix()))
        .flatMap(Optional::stream)
        .map(ObjectKey::owner)
        .limit(MAX_OWNERS)
        .toList();
  }
}
