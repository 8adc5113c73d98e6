package dev.madang.media.cdn;

import dev.madang.media.StorageProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs of S3. */
class S3RenditionLinks implements RenditionLinks {

  private final S3Presigner presigner;
  private final StorageProperties storage;
  private final CdnProperties properties;

  S3RenditionLinks(S3Presigner presigner, StorageProperties storage, CdnProperties properties) {
    this.presigner = presigner;
    this.storage = storage;
    this.properties = properties;
  }

  @Override
  public Link to(String key) {
    return temporaryUrl(key, properties.linkValidity());
  }

  @Override
  public Link temporaryUrl(String key, Duration validity) {
    var presigned =
        presigner.presignGetObject(link ->
            link.signatureDuration(validity)
                .getObjectRequest(get -> get.bucket(storage.renditionsBucket()).key(key)));
    return new Link(URI.create(presigned.url().toString()), Optional.of(presigned.expiration()));
  }

  @Override
  public Optional<Link> negotiatedUrl(String key) {
    return Optional.empty();
  }
}
