package dev.madang.defaults.s3;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** All versions, delete markers and incomplete multipart uploads under a prefix of a bucket. */
public record S3Prefix(S3Client s3, String bucket, String prefix) {

  public S3Prefix {
    if (!prefix.endsWith("/")) {
      // "private/a" is also a prefix of "private/ab".
      throw new IllegalArgumentException("prefix must end with a slash");
    }
  }

  /** The number of object versions and incomplete uploads, without delete markers. */
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
   * Deletes up to a thousand of them.
   *
   * @return whether all are deleted
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
            "deleting %d objects failed: %s"
                .formatted(removed.errors().size(), removed.errors().getFirst().code()));
      }
    }
    return !uploads.isTruncated() && !versions.isTruncated();
  }

  /** Deletes all of them, however long that takes. */
  public void eraseAll() {
    while (!erase()) {
      // Deletes the next thousand.
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
