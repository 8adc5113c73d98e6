package dev.madang.media.download;

import static dev.madang.media.MediaProblem.MEDIA_IN_TRASH;
import static dev.madang.media.MediaProblem.MEDIA_NOT_READY;

import dev.madang.media.OriginalKey;
import dev.madang.media.StorageProperties;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import java.net.URI;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3OriginalLinks implements OriginalLinks {

  private final S3Presigner presigner;
  private final StorageProperties storage;
  private final DownloadProperties properties;

  S3OriginalLinks(S3Presigner presigner, StorageProperties storage, DownloadProperties properties) {
    this.presigner = presigner;
    this.storage = storage;
    this.properties = properties;
  }

  @Override
  public DownloadLink create(MediaItem media) {
    if (media.attributes().isInTrash()) {
      throw MEDIA_IN_TRASH.exception();
    }
    if (!(media.state() instanceof State.Ready)) {
      throw MEDIA_NOT_READY.exception();
    }
    var key = new OriginalKey(media.userId(), media.path());
    var signed =
        presigner.presignGetObject(link ->
            link.signatureDuration(properties.linkValidity())
                .getObjectRequest(get ->
                    get.bucket(storage.originalsBucket())
                        .key(key.toString())
                        // A later version is not processed yet.
                        .versionId(media.version().orElse(null))
                        .responseContentDisposition(AttachmentHeader.of(media.name()))
                        .responseCacheControl("private, no-store")));
    return new DownloadLink(URI.create(signed.url().toString()), signed.expiration());
  }
}
