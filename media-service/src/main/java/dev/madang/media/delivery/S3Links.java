package dev.madang.media.delivery;

import java.net.URI;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@Component
class S3Links implements Links {

  private final S3Presigner presigner;
  private final DeliveryProperties properties;

  S3Links(S3Presigner presigner, DeliveryProperties properties) {
    this.presigner = presigner;
    this.properties = properties;
  }

  @Override
  public Link to(String key) {
    var signed =
        presigner.presignGetObject(link ->
            link.signatureDuration(properties.linkValidity())
                .getObjectRequest(get -> get.bucket(properties.bucket()).key(key)));
    return new Link(URI.create(signed.url().toString()), signed.expiration());
  }
}
