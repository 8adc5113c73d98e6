package dev.madang.media.trash;

import dev.madang.media.StorageProperties;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

@Component
class S3OrphanedRenditions implements OrphanedRenditions {

  private static final int BATCH_SIZE = 1_000;

  private final S3Client s3;
  private final String bucket;

  S3OrphanedRenditions(S3Client s3, StorageProperties storage) {
    this.s3 = s3;
    this.bucket = storage.renditionsBucket();
  }

  @Override
  public void remove(Set<String> keys) {
    var all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += BATCH_SIZE) {
      var batch =
          all.subList(from, Math.min(from + BATCH_SIZE, all.size())).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      var removed =
          s3.deleteObjects(
              delete -> delete.bucket(bucket).delete(it -> it.objects(batch).quiet(true)));
      if (removed.hasErrors() && !removed.errors().isEmpty()) {
        throw new IllegalStateException(
            "S3 failed to delete %d renditions: %s"
                .formatted(removed.errors().size(), removed.errors().getFirst().code()));
      }
    }
  }
}
