package dev.madang.media.share;

import static dev.madang.media.MediaProblem.ORIGINAL_NOT_SHAREABLE;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import dev.madang.media.share.metadata.StripResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copies in the bucket of renditions; S3 copies within the bucket. */
@Component
class S3SharedCopies implements SharedCopies {

  private static final Logger LOG = LoggerFactory.getLogger(S3SharedCopies.class);

  private final S3Client s3;
  private final StorageProperties storage;
  private final ShareProperties properties;

  S3SharedCopies(S3Client s3, StorageProperties storage, ShareProperties properties) {
    this.s3 = s3;
    this.storage = storage;
    this.properties = properties;
  }

  @Override
  public CopyResult copy(String from, CopyLocation to, String contentType) {
    if (exists(to)) {
      return CopyResult.EXISTED;
    }
    try {
      s3.copyObject(copy ->
          copy.sourceBucket(storage.renditionsBucket())
              .sourceKey(from)
              .destinationBucket(storage.renditionsBucket())
              .destinationKey(to.key())
              // The metadata of the rendition is not for visitors.
              .metadataDirective(MetadataDirective.REPLACE)
              .contentType(contentType)
              .cacheControl("private, no-store"));
      return CopyResult.CREATED;
    } catch (NoSuchKeyException gone) {
      return CopyResult.SOURCE_MISSING;
    }
  }

  @Override
  public CopyResult copyWithoutMetadata(
      OriginalKey from, Optional<String> version, CopyLocation to, String contentType) {
    if (exists(to)) {
      return CopyResult.EXISTED;
    }
    var work = TempFiles.create();
    try (work) {
      if (!fetch(from, version, work.original())) {
        return CopyResult.SOURCE_MISSING;
      }
      switch (work.clean()) {
        case StripResult.Stripped(var type, _) -> {
          if (!OriginalTypes.areAlike(type, contentType)) {
            throw notShareable(from, "its type is " + type);
          }
        }
        case StripResult.Refused(var why) -> throw notShareable(from, why);
      }
      s3.putObject(
          put ->
              put.bucket(storage.renditionsBucket())
                  .key(to.key())
                  .contentType(contentType)
                  .contentDisposition("attachment; filename=\"" + to.file() + "\"")
                  .cacheControl("private, no-store"),
          RequestBody.fromFile(work.stripped()));
      return CopyResult.CREATED;
    }
  }

  private static ProblemException notShareable(OriginalKey original, String reason) {
    LOG.info("Original {} is not shared: {}", original, reason);
    return ORIGINAL_NOT_SHAREABLE.exception();
  }

  private boolean fetch(OriginalKey from, Optional<String> version, Path to) {
    try (var content =
            s3.getObject(get ->
                get.bucket(storage.originalsBucket())
                    .key(from.toString())
                    .versionId(version.orElse(null)));
        var file = Files.newOutputStream(to)) {
      if (content.response().contentLength() > properties.maxOriginalSize().toBytes()) {
        // close() would read the rest.
        content.abort();
        throw notShareable(from, "too large");
      }
      content.transferTo(file);
      return true;
    } catch (S3Exception refused) {
      if (refused.statusCode() == HttpStatus.NOT_FOUND.value()) {
        return false;
      }
      throw refused;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private boolean exists(CopyLocation location) {
    try {
      s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(location.key()));
      return true;
    } catch (NoSuchKeyException missing) {
      return false;
    }
  }

  @Override
  public void removeAllIn(String folder) {
    new S3Prefix(s3, storage.renditionsBucket(), "shared/" + folder + "/").eraseAll();
  }
}
