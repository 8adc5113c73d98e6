package dev.madang.user.file;

import static dev.madang.defaults.problem.CommonProblem.INVALID_CURSOR;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;

import dev.madang.user.StorageProperties;
import dev.madang.user.quota.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@Component
class S3Files implements Files {

  private static final String COPY_SOURCE = "madang-copy-source";
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;

  S3Files(S3Client s3, StorageProperties properties) {
    this.s3 = s3;
    this.bucket = properties.privateSpaceBucket();
  }

  @Override
  public Listing list(ObjectKey folder, Optional<String> continuationToken, int limit) {
    try {
      var page =
          s3.listObjectsV2(list -> {
            list.bucket(bucket).prefix(folder.toString()).delimiter("/").maxKeys(limit);
            continuationToken.ifPresent(list::continuationToken);
          });
      var entries =
          Stream.concat(
                  page.commonPrefixes().stream().map(S3Files::folder),
                  page.contents().stream().map(S3Files::file))
              // Some tools create an empty object with the name of the folder.
              .filter(entry -> !entry.key().equals(folder))
              .sorted(comparing(Entry::key))
              .toList();
      return new Listing(entries, Optional.ofNullable(page.nextContinuationToken()));
    } catch (S3Exception refused) {
      if (continuationToken.isPresent() && refused.statusCode() == BAD_REQUEST) {
        throw INVALID_CURSOR.exception(refused);
      }
      throw refused;
    }
  }

  private static Entry folder(CommonPrefix folder) {
    return new Entry.Folder(key(folder.prefix()));
  }

  private static Entry file(S3Object object) {
    return new Entry.File(
        key(object.key()), object.size(), object.lastModified(), unquoted(object.eTag()));
  }

  @Override
  public Optional<StoredFile> find(ObjectKey key) {
    try {
      var found = s3.headObject(head -> head.bucket(bucket).key(key.toString()));
      return Optional.of(
          new StoredFile(
              key,
              found.contentLength(),
              found.eTag(),
              found.versionId(),
              requireNonNullElse(byName(found.metadata()).get(COPY_SOURCE), "")));
    } catch (NoSuchKeyException missing) {
      return Optional.empty();
    }
  }

  @Override
  public boolean copy(StoredFile file, ObjectKey to, String copySource, boolean overwrite) {
    try {
      var source =
          s3.headObject(
              head -> head.bucket(bucket).key(file.key().toString()).versionId(file.version()));
      copy(file, source, to, copySource, overwrite);
      return true;
    } catch (S3Exception refused) {
      if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  private void copy(
      StoredFile file,
      HeadObjectResponse source,
      ObjectKey to,
      String copySource,
      boolean overwrite) {
    var metadata = byName(source.metadata());
    metadata.put(COPY_SOURCE, copySource);
    s3.copyObject(copy ->
        copy.sourceBucket(bucket)
            .sourceKey(file.key().toString())
            .sourceVersionId(file.version())
            .destinationBucket(bucket)
            .destinationKey(to.toString())
            .ifNoneMatch(overwrite ? null : "*")
            // S3 copies all metadata or none.
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(metadata)
            .contentType(source.contentType())
            .contentDisposition(source.contentDisposition())
            .contentEncoding(source.contentEncoding())
            .contentLanguage(source.contentLanguage())
            .cacheControl(source.cacheControl()));
  }

  @Override
  public void delete(StoredFile file) {
    try {
      s3.deleteObject(
          delete -> delete.bucket(bucket).key(file.key().toString()).ifMatch(file.etag()));
    } catch (S3Exception refused) {
      if (refused.statusCode() != PRECONDITION_FAILED && refused.statusCode() != NOT_FOUND) {
        throw refused;
      }
    }
  }

  @Override
  public List<Found> listRecursively(ObjectKey folder, Optional<ObjectKey> after, int limit) {
    return s3
        .listObjectsV2Paginator(list -> {
          list.bucket(bucket)
              .prefix(folder.toString())
              .maxKeys(limit)
              .encodingType(EncodingType.URL);
          after.ifPresent(key -> list.startAfter(key.toString()));
        })
        .contents()
        .stream()
        .limit(limit)
        .map(object -> new Found(key(object.key()), object.lastModified()))
        .toList();
  }

  @Override
  public void delete(List<ObjectKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    var objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key.toString()).build()).toList();
    var response =
        s3.deleteObjects(
            delete -> delete.bucket(bucket).delete(all -> all.objects(objects).quiet(true)));
    if (response.hasErrors() && !response.errors().isEmpty()) {
      throw new IllegalStateException(
          "S3 failed to delete %d objects, the first with %s"
              .formatted(response.errors().size(), response.errors().getFirst().code()));
    }
  }

  /** Metadata are headers: their case does not matter. */
  private static Map<String, String> byName(Map<String, String> metadata) {
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(metadata);
    return byName;
  }

  private static ObjectKey key(String key) {
    return ObjectKey.parse(key).orElseThrow();
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
