package dev.madang.media.download;

import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaInTrash;
import dev.madang.media.upload.OriginalKey;
import java.net.URI;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3OriginalLinks implements OriginalLinks {

  private final S3Presigner presigner;
  private final DownloadProperties properties;

  S3OriginalLinks(S3Presigner presigner, DownloadProperties properties) {
    this.presigner = presigner;
    this.properties = properties;
  }

  @Override
  public Link to(Media media) {
    if (media.placement().isInTrash()) {
      throw new MediaInTrash(media.id());
    }
    if (!(media.state() instanceof State.Ready)) {
      throw new MediaNotReady(media.id());
    }
    var key = new OriginalKey(media.owner(), media.path());
    var signed =
        presigner.presignGetObject(link ->
            link.signatureDuration(properties.linkValidity())
                .getObjectRequest(get ->
                    get.bucket(properties.bucket())
                        .key(key.toString())
                        // What has come since was not looked at yet.
                        .versionId(media.version().orElse(null))
                        .responseContentDisposition(AttachmentHeader.of(media.name()))
                        .responseCacheControl("private, no-store")));
    return new Link(URI.create(signed.url().toString()), signed.expiration());
  }
}
