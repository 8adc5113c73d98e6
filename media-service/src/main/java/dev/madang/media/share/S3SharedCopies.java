package dev.madang.media.share;

import dev.madang.defaults.erasure.S3Prefix;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Copies beside the renditions, which S3 makes by itself. */
@Component
class S3SharedCopies implements SharedCopies {

  private final S3Client s3;
  private final ShareProperties properties;

  S3SharedCopies(S3Client s3, ShareProperties properties) {
    this.s3 = s3;
    this.properties = properties;
  }

  @Override
  public Kept keep(String from, Place to, String contentType) {
    if (isThere(to)) {
      return Kept.BEFORE;
    }
    try {
      s3.copyObject(copy ->
          copy.sourceBucket(properties.bucket())
              .sourceKey(from)
              .destinationBucket(properties.bucket())
              .destinationKey(to.key())
              // What was kept with the rendition is not for visitors.
              .metadataDirective(MetadataDirective.REPLACE)
              .contentType(contentType)
              .cacheControl("private, no-store"));
      return Kept.NOW;
    } catch (NoSuchKeyException gone) {
      return Kept.NOTHING_TO_COPY;
    }
  }

  private boolean isThere(Place place) {
    try {
      s3.headObject(head -> head.bucket(properties.bucket()).key(place.key()));
      return true;
    } catch (NoSuchKeyException missing) {
      return false;
    }
  }

  @Override
  public void removeAllIn(String folder) {
    new S3Prefix(s3, properties.bucket(), "shared/" + folder + "/").eraseAll();
  }
}
