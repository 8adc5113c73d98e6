package dev.madang.media.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Each link is signed, and ends. */
class S3Links implements Links {

  private final S3Presigner presigner;
  private final DeliveryProperties properties;

  S3Links(S3Presigner presigner, DeliveryProperties properties) {
    this.presigner = presigner;
    this.properties = properties;
  }

  @Override
  public Link to(String key) {
    return lent(key, properties.linkValidity());
  }

  @Override
  public Link lent(String key, Duration validity) {
    var signed =
        presigner.presignGetObject(link ->
            link.signatureDuration(validity)
                .getObjectRequest(get -> get.bucket(properties.bucket()).key(key)));
    return new Link(URI.create(signed.url().toString()), Optional.of(signed.expiration()));
  }

  @Override
  public Optional<Link> bestOf(String key) {
    return Optional.empty();
  }
}
