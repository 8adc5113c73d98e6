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
  private final List<String> forgotten = new ArrayList<>();
  private boolean dying;
  private final PublicRenditions publications = new S3PublicRenditions(s3, storage, new Noting());
  private final RenditionStore store =
      new S3RenditionStore(s3, storage, PresetVersion.of("small=250"));

  @Test
  void aCopyIsOfItsTypeAndForEveryCache() {
    var media = "ONE" + UUID.randomUUID();
    var key = kept("kim", "a", "image/webp");
    publications.publish("kim", media, List.of(key));

    var copy =
        s3.headObject(head ->
            head.bucket(storage.renditionsBucket()).key(PublicRenditions.keyOf(media, key)));
    assertThat(copy.contentType()).isEqualTo("image/webp");
    assertThat(copy.cacheControl()).isEqualTo("public, max-age=31536000, immutable");
  }

  @Test
  void whatIsRemovedIsForgottenByTheCdn() {
    var media = "ONE" + UUID.randomUUID();
    publications.publish("kim", media, List.of(kept("kim", "a", "image/webp")));
    assertThat(forgotten).isEmpty();

    publications.publish("kim", media, List.of(kept("kim", "b", "image/webp")));
    assertThat(forgotten).containsExactly(media);

    publications.withdraw("kim", media);
    assertThat(forgotten).containsExactly(media, media);
  }

  @Test
  void whoDiesBeforeTheCdnForgetsPurgesTheNextTime() {
    var media = "ONE" + UUID.randomUUID();
    publications.publish("kim", media, List.of(kept("kim", "a", "image/webp")));
    dying = true;
    assertThatThrownBy(() -> publications.withdraw("kim", media)).hasMessage("died");

    dying = false;
    publications.withdraw("kim", media);

    assertThat(forgotten).containsExactly(media);
  }

  @Test
  void whoDiesAmongTheCopiesLeavesNoneThatIsNotFound() {
    var userId = "kim-" + UUID.randomUUID();
    var media = "ONE" + UUID.randomUUID();
    var missing = kept(userId, "a", "image/jpeg").replace(".jpg", ".webp");
    var keys = List.of(kept(userId, "a", "image/jpeg"), missing);
    assertThatThrownBy(() -> publications.publish(userId, media, keys))
        .isInstanceOf(RenditionNotFound.class);
    assertThat(publications.countOf(userId)).isOne();

    publications.removeAllOf(userId);

    assertThat(publications.isWhole(media, keys.subList(0, 1))).isFalse();
  }

  @Override
  PublicRenditions publications() {
    return publications;
  }

  @Override
  String kept(String userId, String original, String contentType) {
    var hash = original.repeat(64);
    return store.put(userId, hash, new Rendition("small", 1, 1, contentType, new byte[1])).key();
  }

  @Override
  boolean stands(String key) {
    try {
      s3.headObject(head -> head.bucket(storage.renditionsBucket()).key(key));
      return true;
    } catch (NoSuchKeyException missing) {
      return false;
    }
  }

  private final class Noting implements CdnInvalidation {

    @Override
    public InvalidationResult purge(String userId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InvalidationResult purgePublic(List<String> mediaIds) {
      if (dying) {
        throw new IllegalStateException("died");
      }
      forgotten.addAll(mediaIds);
      return new InvalidationResult.Requested();
    }

    @Override
    public InvalidationResult purgeShared(List<String> folders) {
      throw new UnsupportedOperationException();
    }
  }
}
