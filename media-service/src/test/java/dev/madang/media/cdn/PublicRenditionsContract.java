package dev.madang.media.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link PublicRenditions} promises. */
abstract class PublicRenditionsContract {

  private final String kim = "kim-" + UUID.randomUUID();
  private final String one = "ONE" + UUID.randomUUID();
  private final String two = "TWO" + UUID.randomUUID();

  abstract PublicRenditions publications();

  /** Keeps a rendition; gives its key. */
  abstract String kept(String userId, String original, String contentType);

  /** What stands under a key, if anything. */
  abstract boolean stands(String key);

  @Test
  void aCopyOfEachRenditionStandsAndTellsNothingOfTheOwner() {
    var keys = keys("a");

    publications().publish(kim, one, keys);
    publications().publish(kim, one, keys);

    assertThat(publications().isWhole(one, keys)).isTrue();
    assertThat(publications().countOf(kim)).isEqualTo(2);
    assertThat(PublicRenditions.keysOf(one, keys))
        .allSatisfy(key -> assertThat(key).startsWith("public/" + one + "/").doesNotContain(kim))
        .allSatisfy(key -> assertThat(stands(key)).isTrue());
  }

  @Test
  void whatIsPublishedLaterTakesThePlace() {
    var before = keys("a");
    var after = keys("b");
    publications().publish(kim, one, before);

    publications().publish(kim, one, after);

    assertThat(publications().isWhole(one, after)).isTrue();
    assertThat(publications().isWhole(one, before)).isFalse();
    assertThat(publications().countOf(kim)).isEqualTo(2);
  }

  @Test
  void whatIsWithdrawnIsGoneAndTheRenditionsStay() {
    var keys = keys("a");
    publications().publish(kim, one, keys);

    publications().withdraw(kim, one);
    publications().withdraw(kim, one);

    assertThat(publications().isWhole(one, keys)).isFalse();
    assertThat(PublicRenditions.keysOf(one, keys)).noneMatch(this::stands);
    assertThat(keys).allMatch(this::stands);
  }

  @Test
  void whatWasNeverPublishedIsWithdrawnToo() {
    publications().withdraw(kim, one);

    assertThat(publications().countOf(kim)).isZero();
  }

  @Test
  void allOfAnOwnersAreRemovedAndNobodyElses() {
    var keys = keys("a");
    var lee = kim + "-lee";
    var lees = List.of(kept(lee, "a", "image/webp"));
    publications().publish(kim, one, keys);
    publications().publish(kim, two, keys);
    publications().publish(lee, "LEE" + one, lees);

    publications().removeAllOf(kim);
    publications().removeAllOf(kim);

    assertThat(publications().countOf(kim)).isZero();
    assertThat(publications().isWhole(one, keys)).isFalse();
    assertThat(publications().isWhole(two, keys)).isFalse();
    assertThat(publications().isWhole("LEE" + one, lees)).isTrue();
  }

  private List<String> keys(String original) {
    return List.of(kept(kim, original, "image/webp"), kept(kim, original, "image/jpeg"));
  }
}
