package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.LocalAws;
import dev.madang.media.StorageProperties;
import dev.madang.media.rendition.PresetVersion;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.storage.RenditionStore;
import dev.madang.media.rendition.storage.S3RenditionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class S3PublicRenditionsTests extends PublicRenditionsContract {

  private final S3Client s3 = LocalAws.running().client(S3Client.builder());
  private final StorageProperties storage = TestCdn.storage();
  private final List<String> invalidated = new ArrayList<>();
  private boolean isFailing;
  private final PublicRenditions publicRenditions =
      new S3PublicRenditions(s3, storage, new RecordingInvalidation());
  private final RenditionStore store =
      new S3RenditionStore(s3, storage, PresetVersion.of("small=250"));

  @Test
  void copyHasContentTypeAndCacheControl() {
    var media = "ONE" + UUID.randomUUID();
    var key = storeRendition("kim", "a", "image/webp");
    publicRenditions.publish("kim", media, List.of(key));

    var copy =
        s3.headObject(head ->
            head.bucket(storage.renditionsBucket()).key(PublicRenditions.keyOf(media, key)));
    assertThat(copy.contentType()).isEqualTo("image/webp");
    assertThat(copy.cacheControl()).isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void invalidatesRemovedCopies() {
    var media = "ONE" + UUID.randomUUID();
    publicRenditions.publish("kim", media, List.of(storeRendition("kim", "a", "image/webp")));
    assertThat(invalidated).isEmpty();

    publicRenditions.publish("kim", media, List.of(storeRendition("kim", "b", "image/webp")));
    assertThat(invalidated).containsExactly(media);

    publicRenditions.unpublish("kim", media);
    assertThat(invalidated).containsExactly(media, media);
  }

  @Test
  void invalidatesAfterCrash() {
    var media = "ONE" + UUID.randomUUID();
    publicRenditions.publish("kim", media, List.of(storeRendition("kim", "a", "image/webp")));
    isFailing = true;
    assertThatThrownBy(() -> publicRenditions.unpublish("kim", media)).hasMessage("failed");

    isFailing = false;
    publicRenditions.unpublish("kim", media);

    assertThat(invalidated).containsExactly(media);
  }

  @Test
  void removesCopiesOfInterruptedPublish() {
    var userId = "kim-" + UUID.randomUUID();
    var media = "ONE" + UUID.randomUUID();
    var missing = storeRendition(userId, "a", "image/jpeg").replace(".jpg", ".webp");
    var keys = List.of(storeRendition(userId, "a", "image/jpeg"), missing);
    assertThatThrownBy(() -> publicRenditions.publish(userId, media, keys))
        .isInstanceOf(RenditionNotFound.class);
    assertThat(publicRenditions.countOf(userId)).isOne();

    publicRenditions.removeAllOf(userId);

    assertThat(publicRenditions.hasAll(media, keys.subList(0, 1))).isFalse();
  }

  @Override
  PublicRenditions publicRenditions() {
    return publicRenditions;
  }

  @Override
  String storeRendition(String userId, String original, String contentType) {
    var hash = original.repeat(64);
    return store.put(userId, hash, new Rendition("small", 1, 1, contentType, new byte[1])).key();
  }

  @Override
  boolean exists(String key) {
    try {
      s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(key));
      return true;
    } catch (NoSuchKeyException missing) {
      return false;
    }
  }

  private final class RecordingInvalidation implements CdnInvalidation {

    @Override
    public InvalidationResult purge(String userId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InvalidationResult purgePublic(List<String> mediaIds) {
      if (isFailing) {
        throw new IllegalStateException("failed");
      }
      invalidated.addAll(mediaIds);
      return new InvalidationResult.Requested();
    }

    @Override
    public InvalidationResult purgeShared(List<String> folders) {
      throw new UnsupportedOperationException();
    }
  }
}
