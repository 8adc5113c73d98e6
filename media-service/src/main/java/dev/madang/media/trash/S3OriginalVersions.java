package dev.madang.media.trash;

import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

@Component
class S3OriginalVersions implements OriginalVersions {

  private static final int BATCH_SIZE = 1_000;

  private final S3Client s3;
  private final String bucket;

  S3OriginalVersions(S3Client s3, StorageProperties storage) {
    this.s3 = s3;
    this.bucket = storage.originalsBucket();
  }

  @Override
  public boolean isVisible(OriginalKey key) {
    try {
      s3.headObject(head -> head.bucket(bucket).key(key.toString()));
      return true;
    } catch (NoSuchKeyException hidden) {
      return false;
    }
  }

  @Override
  public void addDeleteMarker(OriginalKey key) {
    // S3 adds a second delete marker to the first.
    if (isVisible(key)) {
      s3.deleteObject(delete -> delete.bucket(bucket).key(key.toString()));
    }
  }

  @Override
  public boolean removeDeleteMarker(OriginalKey key) {
    // Two concurrent deletions leave two delete markers.
    for (var marker = latestMarker(key); marker.isPresent(); marker = latestMarker(key)) {
      var version = marker.get().versionId();
      s3.deleteObject(delete -> delete.bucket(bucket).key(key.toString()).versionId(version));
    }
    return isVisible(key);
  }

  private Optional<DeleteMarkerEntry> latestMarker(OriginalKey key) {
    // S3 lists the newest version of a key first, and a key before longer ones with that prefix.
    return list(key, 1).deleteMarkers().stream()
        .filter(it -> it.isLatest() && it.key().equals(key.toString()))
        .findFirst();
  }

  private ListObjectVersionsResponse list(OriginalKey key, int size) {
    return s3.listObjectVersions(list -> list.bucket(bucket).prefix(key.toString()).maxKeys(size));
  }

  @Override
  public void eraseHidden(OriginalKey key) {
    var versions = new ArrayList<ObjectIdentifier>();
    var markers = new ArrayList<ObjectIdentifier>();
    for (var page :
        s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key.toString()))) {
      page.versions().stream()
          .filter(it -> it.key().equals(key.toString()) && !it.isLatest())
          .map(S3OriginalVersions::identifier)
          .forEach(versions::add);
      page.deleteMarkers().stream()
          .filter(it -> it.key().equals(key.toString()))
          .map(S3OriginalVersions::identifier)
          .forEach(markers::add);
      if (isPast(page, key)) {
        break;
      }
    }
    // The delete markers last: without them a version would become visible and would not be erased.
    erase(versions);
    erase(markers);
  }

  private static boolean isPast(ListObjectVersionsResponse page, OriginalKey key) {
    return page.nextKeyMarker() != null && !page.nextKeyMarker().equals(key.toString());
  }

  private void erase(List<ObjectIdentifier> found) {
    for (int from = 0; from < found.size(); from += BATCH_SIZE) {
      var batch = found.subList(from, Math.min(from + BATCH_SIZE, found.size()));
      var erased =
          s3.deleteObjects(
              delete -> delete.bucket(bucket).delete(it -> it.objects(batch).quiet(true)));
      if (erased.hasErrors() && !erased.errors().isEmpty()) {
        throw new IllegalStateException(
            "S3 failed to delete %d versions: %s"
                .formatted(erased.errors().size(), erased.errors().getFirst().code()));
      }
    }
  }

  private static ObjectIdentifier identifier(ObjectVersion version) {
    return ObjectIdentifier.builder().key(version.key()).versionId(version.versionId()).build();
  }

  private static ObjectIdentifier identifier(DeleteMarkerEntry marker) {
    return ObjectIdentifier.builder().key(marker.key()).versionId(marker.versionId()).build();
  }
}
