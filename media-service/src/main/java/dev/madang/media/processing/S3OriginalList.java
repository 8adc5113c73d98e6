package dev.madang.media.processing;

import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Lists the bucket of originals, 1,000 versions a request. */
@Component
class S3OriginalList implements OriginalList {

  private final S3Client s3;
  private final String bucket;

  S3OriginalList(S3Client s3, StorageProperties storage) {
    this.s3 = s3;
    this.bucket = storage.originalsBucket();
  }

  @Override
  public void each(Consumer<Listed> reader) {
    s3.listObjectVersionsPaginator(
            list -> list.bucket(bucket).prefix("private/").encodingType(EncodingType.URL))
        .forEach(page -> {
          page.versions().stream()
              .filter(ObjectVersion::isLatest)
              .forEach(version -> accept(version, reader));
          page.deleteMarkers().stream()
              .filter(DeleteMarkerEntry::isLatest)
              .forEach(marker -> accept(marker, reader));
        });
  }

  private static void accept(ObjectVersion version, Consumer<Listed> reader) {
    OriginalKey.parse(version.key())
        .ifPresent(key ->
            reader.accept(
                new Listed(
                    key,
                    version.versionId(),
                    true,
                    // "...-24" is the ETag of an object of 24 parts.
                    version.eTag().contains("-"),
                    version.lastModified())));
  }

  private static void accept(DeleteMarkerEntry marker, Consumer<Listed> reader) {
    OriginalKey.parse(marker.key())
        .ifPresent(key ->
            reader.accept(
                new Listed(key, marker.versionId(), false, false, marker.lastModified())));
  }
}
