package dev.madang.media.cdn;

import static java.util.stream.Collectors.toSet;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.StorageProperties;
import dev.madang.media.rendition.storage.RenditionFormat;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Copies in the bucket of renditions. An empty object in the user's folder marks each media item
 * that may have copies. It is written before the first copy and deleted after the last one.
 */
@Component
class S3PublicRenditions implements PublicRenditions {

  private final S3Client s3;
  private final String bucket;
  private final CdnInvalidation cdn;

  S3PublicRenditions(S3Client s3, StorageProperties storage, CdnInvalidation cdn) {
    this.s3 = s3;
    this.bucket = storage.renditionsBucket();
    this.cdn = cdn;
  }

  @Override
  public void publish(String userId, String mediaId, Collection<String> keys) {
    s3.putObject(put -> put.bucket(bucket).key(marker(userId, mediaId)), RequestBody.empty());
    keys.forEach(key -> copy(key, PublicRenditions.keyOf(mediaId, key)));
    var others = new HashSet<>(copiesOf(mediaId));
    others.removeAll(PublicRenditions.keysOf(mediaId, keys));
    if (!others.isEmpty()) {
      others.forEach(other -> s3.deleteObject(delete -> delete.bucket(bucket).key(other)));
      cdn.purgePublic(List.of(mediaId));
    }
  }

  private void copy(String key, String copy) {
    try {
      s3.copyObject(it ->
          it.sourceBucket(bucket)
              .sourceKey(key)
              .destinationBucket(bucket)
              .destinationKey(copy)
              .metadataDirective(MetadataDirective.REPLACE)
              .contentType(RenditionFormat.ofKey(key).contentType())
              .cacheControl("public, max-age=31536000, immutable"));
    } catch (NoSuchKeyException missing) {
      throw new RenditionNotFound(key);
    }
  }

  @Override
  public boolean hasAll(String mediaId, Collection<String> keys) {
    return copiesOf(mediaId).containsAll(PublicRenditions.keysOf(mediaId, keys));
  }

  private Set<String> copiesOf(String mediaId) {
    return s3
        .listObjectsV2Paginator(
            list -> list.bucket(bucket).prefix(PublicRenditions.folderOf(mediaId)))
        .contents()
        .stream()
        .map(S3Object::key)
        .collect(toSet());
  }

  @Override
  public void unpublish(String userId, String mediaId) {
    if (!exists(marker(userId, mediaId))) {
      return;
    }
    copies(mediaId).eraseAll();
    cdn.purgePublic(List.of(mediaId));
    // Last: after a crash the next call finds the marker, and invalidates again.
    s3.deleteObject(delete -> delete.bucket(bucket).key(marker(userId, mediaId)));
  }

  private boolean exists(String key) {
    try {
      s3.headObject(head -> head.bucket(bucket).key(key));
      return true;
    } catch (NoSuchKeyException missing) {
      return false;
    }
  }

  @Override
  public long countOf(String userId) {
    return markedItems(userId).stream().mapToLong(mediaId -> copies(mediaId).count()).sum();
  }

  @Override
  public void removeAllOf(String userId) {
    var published = markedItems(userId);
    if (published.isEmpty()) {
      return;
    }
    published.forEach(mediaId -> copies(mediaId).eraseAll());
    cdn.purgePublic(published);
    new S3Prefix(s3, bucket, markers(userId)).eraseAll();
  }

  private List<String> markedItems(String userId) {
    var markers = markers(userId);
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(markers))
        .contents()
        .stream()
        .map(marker -> marker.key().substring(markers.length()))
        .toList();
  }

  private S3Prefix copies(String mediaId) {
    return new S3Prefix(s3, bucket, PublicRenditions.folderOf(mediaId));
  }

  private static String marker(String userId, String mediaId) {
    return markers(userId) + mediaId;
  }

  private static String markers(String userId) {
    return "private/" + userId + "/publications/";
  }
}
