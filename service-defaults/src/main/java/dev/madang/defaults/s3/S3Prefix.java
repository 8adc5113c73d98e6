package dev.madang.defaults.s3;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Everything under a prefix of a bucket: all versions, delete markers, and uploads in parts that
 * were never finished.
 */
public record S3Prefix(S3Client s3, String bucket, String prefix) {

  public S3Prefix {
    if (!prefix.endsWith("/")) {
      // "private/a" is also the beginning of "private/ab".
      throw new IllegalArgumentException("a prefix ends with a slash");
    }
  }

  /** How many versions of objects there are, and unfinished uploads; delete markers are none. */
  public long count() {
    long versions =
        s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix)).stream()
            .mapToLong(page -> page.versions().size())
            .sum();
    long uploads =
        s3.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix)).stream()
            .mapToLong(page -> page.uploads().size())
            .sum();
    return versions + uploads;
  }

  /**
   * Removes up to a thousand of them.
   *
   * @return whether nothing is left
   */
  public boolean erase() {
    var uploads = s3.listMultipartUploads(list -> list.bucket(bucket).prefix(prefix));
    uploads
        .uploads()
        .forEach(upload ->
            s3.abortMultipartUpload(
                abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    var versions = s3.listObjectVersions(list -> list.bucket(bucket).prefix(prefix));
    var found = identifiers(versions);
    if (!found.isEmpty()) {
      var removed =
          s3.deleteObjects(
              delete -> delete.bucket(bucket).delete(it -> it.objects(found).quiet(true)));
      if (removed.hasErrors() && !removed.errors().isEmpty()) {
        throw new IllegalStateException(
            "S3 kept %d objects: %s"
                .formatted(removed.errors().size(), removed.errors().getFirst().code()));
      }
    }
    return !uploads.isTruncated() && !versions.isTruncated();
  }

  /** Removes all of them, however long that takes. */
  public void eraseAll() {
    while (!erase()) {
      // A thousand less.
    }
  }

  private static List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
    return Stream.concat(
            page.versions().stream().map(it -> identifier(it.key(), it.versionId())),
            page.deleteMarkers().stream().map(it -> identifier(it.key(), it.versionId())))
        .toList();
  }

  private static ObjectIdentifier identifier(String key, String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }
}
