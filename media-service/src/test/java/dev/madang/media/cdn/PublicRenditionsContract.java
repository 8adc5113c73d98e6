package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link PublicRenditions}. */
abstract class PublicRenditionsContract {

  private final String kim = "kim-" + UUID.randomUUID();
  private final String one = "ONE" + UUID.randomUUID();
  private final String two = "TWO" + UUID.randomUUID();

  abstract PublicRenditions publicRenditions();

  /** Stores a private rendition and returns its key. */
  abstract String storeRendition(String userId, String original, String contentType);

  /** Whether an object has this key. */
  abstract boolean exists(String key);

  @Test
  void publishCopiesRenditionsAndDoesNotRevealUser() {
    var keys = keys("a");

    publicRenditions().publish(kim, one, keys);
    publicRenditions().publish(kim, one, keys);

    assertThat(publicRenditions().hasAll(one, keys)).isTrue();
    assertThat(publicRenditions().countOf(kim)).isEqualTo(2);
    assertThat(PublicRenditions.keysOf(one, keys))
        .allSatisfy(key -> assertThat(key).startsWith("public/" + one + "/").doesNotContain(kim))
        .allSatisfy(key -> assertThat(exists(key)).isTrue());
  }

  @Test
  void publishReplacesEarlierCopies() {
    var before = keys("a");
    var after = keys("b");
    publicRenditions().publish(kim, one, before);

    publicRenditions().publish(kim, one, after);

    assertThat(publicRenditions().hasAll(one, after)).isTrue();
    assertThat(publicRenditions().hasAll(one, before)).isFalse();
    assertThat(publicRenditions().countOf(kim)).isEqualTo(2);
  }

  @Test
  void unpublishRemovesCopiesOnly() {
    var keys = keys("a");
    publicRenditions().publish(kim, one, keys);

    publicRenditions().unpublish(kim, one);
    publicRenditions().unpublish(kim, one);

    assertThat(publicRenditions().hasAll(one, keys)).isFalse();
    assertThat(PublicRenditions.keysOf(one, keys)).noneMatch(this::exists);
    assertThat(keys).allMatch(this::exists);
  }

  @Test
  void unpublishWithoutCopiesChangesNothing() {
    publicRenditions().unpublish(kim, one);

    assertThat(publicRenditions().countOf(kim)).isZero();
  }

  @Test
  void removesAllCopiesOfOneUser() {
    var keys = keys("a");
    var lee = kim + "-lee";
    var lees = List.of(storeRendition(lee, "a", "image/webp"));
    publicRenditions().publish(kim, one, keys);
    publicRenditions().publish(kim, two, keys);
    publicRenditions().publish(lee, "LEE" + one, lees);

    publicRenditions().removeAllOf(kim);
    publicRenditions().removeAllOf(kim);

    assertThat(publicRenditions().countOf(kim)).isZero();
    assertThat(publicRenditions().hasAll(one, keys)).isFalse();
    assertThat(publicRenditions().hasAll(two, keys)).isFalse();
    assertThat(publicRenditions().hasAll("LEE" + one, lees)).isTrue();
  }

  private List<String> keys(String original) {
    return List.of(
        storeRendition(kim, original, "image/webp"), storeRendition(kim, original, "image/jpeg"));
  }
}
