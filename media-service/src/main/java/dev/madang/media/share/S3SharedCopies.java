package dev.madang.media.share;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import dev.madang.media.share.metadata.StripResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Copies beside the renditions, which S3 makes by itself. */
@Component
class S3SharedCopies implements SharedCopies {

  private final S3Client s3;
  private final StorageProperties storage;
  private final ShareProperties properties;

  S3SharedCopies(S3Client s3, StorageProperties storage, ShareProperties properties) {
    this.s3 = s3;
    this.storage = storage;
    this.properties = properties;
  }

  @Override
  public CopyResult keep(String from, CopyLocation to, String contentType) {
    if (isThere(to)) {
      return CopyResult.BEFORE;
    }
    try {
      s3.copyObject(copy ->
          copy.sourceBucket(storage.renditionsBucket())
              .sourceKey(from)
              .destinationBucket(storage.renditionsBucket())
              .destinationKey(to.key())
              // What was kept with the rendition is not for visitors.
              .metadataDirective(MetadataDirective.REPLACE)
              .contentType(contentType)
              .cacheControl("private, no-store"));
      return CopyResult.NOW;
    } catch (NoSuchKeyException gone) {
      return CopyResult.NOTHING_TO_COPY;
    }
  }

  @Override
  public CopyResult keepClean(
      OriginalKey from, Optional<String> version, CopyLocation to, String contentType) {
    if (isThere(to)) {
      return CopyResult.BEFORE;
    }
    var work = TempFiles.make();
    try (work) {
      if (!fetch(from, version, work.original())) {
        return CopyResult.NOTHING_TO_COPY;
      }
      switch (work.clean()) {
        case StripResult.Stripped(var type, _) -> {
          if (!OriginalTypes.areAlike(type, contentType)) {
            throw new OriginalNotShareable(from + " is " + type);
          }
        }
        case StripResult.Refused(var why) -> throw new OriginalNotShareable(from + " " + why);
      }
      s3.putObject(
          put ->
              put.bucket(storage.renditionsBucket())
                  .key(to.key())
                  .contentType(contentType)
                  .contentDisposition("attachment; filename=\"" + to.file() + "\"")
                  .cacheControl("private, no-store"),
          RequestBody.fromFile(work.cleaned()));
      return CopyResult.NOW;
    }
  }

  private boolean fetch(OriginalKey from, Optional<String> version, Path to) {
    try (var content =
            s3.getObject(get ->
                get.bucket(storage.originalsBucket())
                    .key(from.toString())
                    .versionId(version.orElse(null)));
        var file = Files.newOutputStream(to)) {
      if (content.response().contentLength() > properties.maxOriginalSize().toBytes()) {
        // Closing would read the rest.
        content.abort();
        throw new OriginalNotShareable(from + " is too large");
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

  private boolean isThere(CopyLocation place) {
    try {
      s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(place.key()));
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
