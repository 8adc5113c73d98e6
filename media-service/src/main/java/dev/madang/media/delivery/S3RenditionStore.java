package dev.madang.media.delivery;

import dev.madang.defaults.erasure.S3Prefix;
import dev.madang.media.rendition.Rendition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A key is made from the content, so that what a key opens never changes. */
@Component
class S3RenditionStore implements RenditionStore {

  private final S3Client s3;
  private final DeliveryProperties properties;

  S3RenditionStore(S3Client s3, DeliveryProperties properties) {
    this.s3 = s3;
    this.properties = properties;
  }

  @Override
  public String keep(String owner, Rendition rendition) {
    var hash = sha256(rendition.bytes());
    var key = "private/%s/renditions/%s.jpg".formatted(owner, HexFormat.of().formatHex(hash));
    s3.putObject(
        put ->
            put.bucket(properties.bucket())
                .key(key)
                .contentType(rendition.contentType())
                .cacheControl("private, max-age=31536000, immutable")
                .checksumSHA256(Base64.getEncoder().encodeToString(hash)),
        RequestBody.fromBytes(rendition.bytes()));
    return key;
  }

  @Override
  public long countOf(String owner) {
    return of(owner).count();
  }

  @Override
  public void removeAllOf(String owner) {
    of(owner).eraseAll();
  }

  private S3Prefix of(String owner) {
    return new S3Prefix(s3, properties.bucket(), "private/" + owner + "/");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
