package dev.madang.media.rendition.storage;

import dev.madang.defaults.s3.S3Prefix;
import dev.madang.media.StorageProperties;
import dev.madang.media.rendition.PresetVersion;
import dev.madang.media.rendition.Rendition;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A key contains the hashes of original and presets, so its content never changes. */
@Component
public class S3RenditionStore implements RenditionStore {

  private static final int SHA_256 = 32;
  private static final int EXISTS = 412;
  private static final int CONFLICT = 409;
  private static final int ATTEMPTS = 3;

  private final S3Client s3;
  private final StorageProperties storage;
  private final PresetVersion presets;

  public S3RenditionStore(S3Client s3, StorageProperties storage, PresetVersion presets) {
    this.s3 = s3;
    this.storage = storage;
    this.presets = presets;
  }

  @Override
  public StoredObject put(String userId, String contentHash, Rendition rendition) {
    if (HexFormat.of().parseHex(contentHash).length != SHA_256) {
      throw new IllegalArgumentException("not a SHA-256: " + contentHash);
    }
    var format = RenditionFormat.of(rendition.contentType());
    var key =
        "private/%s/renditions/%s/%s/%s.%s"
            .formatted(userId, contentHash, presets, rendition.preset(), format.extension());
    for (int attempt = 1; ; attempt++) {
      try {
        put(key, rendition);
        return new StoredObject(key, rendition.bytes().length);
      } catch (S3Exception refused) {
        if (refused.statusCode() == EXISTS) {
          return new StoredObject(key, sizeOf(key));
        }
        if (refused.statusCode() != CONFLICT || attempt == ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private void put(String key, Rendition rendition) {
    s3.putObject(
        put ->
            put.bucket(storage.renditionsBucket())
                .key(key)
                .contentType(rendition.contentType())
                .cacheControl("private, max-age=31536000, immutable")
                .ifNoneMatch("*"),
        RequestBody.fromBytes(rendition.bytes()));
  }

  private long sizeOf(String key) {
    return s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(key)).contentLength();
  }

  @Override
  public long countOf(String userId) {
    return below("private/" + userId + "/renditions/").count();
  }

  @Override
  public void removeAllOf(String userId) {
    below("private/" + userId + "/").eraseAll();
  }

  private S3Prefix below(String prefix) {
    return new S3Prefix(s3, storage.renditionsBucket(), prefix);
  }
}
