package dev.madang.media.share;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.share.cleaning.Removal;
import dev.madang.media.upload.OriginalKey;
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

  @Override
  public Kept keepClean(OriginalKey from, Optional<String> version, Place to, String contentType) {
    if (isThere(to)) {
      return Kept.BEFORE;
    }
    var work = Workplace.make();
    try (work) {
      if (!fetch(from, version, work.original())) {
        return Kept.NOTHING_TO_COPY;
      }
      switch (work.clean()) {
        case Removal.Cleaned(var type, _) -> {
          if (!OriginalTypes.areAlike(type, contentType)) {
            throw new OriginalNotShareable(from + " is " + type);
          }
        }
        case Removal.Refused(var why) -> throw new OriginalNotShareable(from + " " + why);
      }
      s3.putObject(
          put ->
              put.bucket(properties.bucket())
                  .key(to.key())
                  .contentType(contentType)
                  .contentDisposition("attachment; filename=\"" + to.file() + "\"")
                  .cacheControl("private, no-store"),
          RequestBody.fromFile(work.cleaned()));
      return Kept.NOW;
    }
  }

  private boolean fetch(OriginalKey from, Optional<String> version, Path to) {
    try (var content =
            s3.getObject(get ->
                get.bucket(properties.originals())
                    .key(from.toString())
                    .versionId(version.orElse(null)));
        var file = Files.newOutputStream(to)) {
      if (content.response().contentLength() > properties.largestOriginal().toBytes()) {
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
