package dev.madang.media.rendition.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.LocalAws;
import dev.madang.media.StorageProperties;
import dev.madang.media.cdn.TestCdn;
import dev.madang.media.rendition.PresetVersion;
import dev.madang.media.rendition.Rendition;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3RenditionStoreTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final String HASH = "ab".repeat(32);
  private static final PresetVersion PRESETS = PresetVersion.of("small=250");

  private final S3Client s3 = AWS.client(S3Client.builder());
  private final StorageProperties storage = TestCdn.storage();
  private final RenditionStore store = new S3RenditionStore(s3, storage, PRESETS);
  private final String userId = UUID.randomUUID().toString();

  @Test
  void keysContainTheHashesOfOriginalAndPresets() {
    assertThat(store.put(userId, HASH, rendition("image/webp", 3)).key())
        .isEqualTo("private/%s/renditions/%s/%s/small.webp".formatted(userId, HASH, PRESETS));
    assertThat(store.put(userId, HASH, rendition("image/jpeg", 3)).key()).endsWith("/small.jpg");
  }

  @Test
  void renditionsHaveTheirTypeAndAreImmutable() {
    var stored = store.put(userId, HASH, rendition("image/webp", 3));

    var object = s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(stored.key()));
    assertThat(object.contentType()).isEqualTo("image/webp");
    assertThat(object.cacheControl()).isEqualTo("private, max-age=31536000, immutable");
  }

  @Test
  void firstStoredRenditionStands() {
    var first = store.put(userId, HASH, rendition("image/webp", 3));
    var second = store.put(userId, HASH, rendition("image/webp", 4));

    assertThat(second).isEqualTo(first);
    assertThat(second.size()).isEqualTo(3);
    assertThat(store.countOf(userId)).isOne();
  }

  @Test
  void otherPresetsHaveOtherKeys() {
    var later = new S3RenditionStore(s3, storage, PresetVersion.of("small=300"));

    var first = store.put(userId, HASH, rendition("image/webp", 3));
    var second = later.put(userId, HASH, rendition("image/webp", 4));

    assertThat(second.key()).isNotEqualTo(first.key());
    assertThat(second.size()).isEqualTo(4);
  }

  @Test
  void invalidHashesAreRejected() {
    assertThatThrownBy(() -> store.put(userId, "../" + HASH, rendition("image/webp", 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void removesAllOfAUserAndNothingElse() {
    var other = store.put(userId + "b", HASH, rendition("image/webp", 3));
    store.put(userId, HASH, rendition("image/webp", 3));

    store.removeAllOf(userId);

    assertThat(store.countOf(userId)).isZero();
    assertThat(s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(other.key())))
        .isNotNull();
  }

  private static Rendition rendition(String contentType, int bytes) {
    return new Rendition("small", 1, 1, contentType, new byte[bytes]);
  }
}
