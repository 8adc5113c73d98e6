package dev.madang.media.trash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link OriginalVersions}. */
abstract class OriginalVersionsContract {

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final OriginalKey key = new OriginalKey(kim, "holiday/IMG 1.jpg");

  abstract OriginalVersions originals();

  abstract void write(OriginalKey key, String content);

  /** As a client with storage credentials does. */
  abstract void delete(OriginalKey key);

  /** The visible version. */
  abstract String read(OriginalKey key);

  /** The number of versions and delete markers. */
  abstract int count(OriginalKey key);

  @Test
  void restoresHiddenVersion() {
    write(key, "one");
    assertThat(originals().isVisible(key)).isTrue();

    originals().addDeleteMarker(key);
    assertThat(originals().isVisible(key)).isFalse();

    assertThat(originals().removeDeleteMarker(key)).isTrue();
    assertThat(read(key)).isEqualTo("one");
    assertThat(count(key)).isOne();
  }

  @Test
  void addsOneDeleteMarkerOnly() {
    write(key, "one");

    originals().addDeleteMarker(key);
    originals().addDeleteMarker(key);

    assertThat(count(key)).isEqualTo(2);
  }

  @Test
  void addsNoDeleteMarkerWithoutObject() {
    originals().addDeleteMarker(key);

    assertThat(count(key)).isZero();
    assertThat(originals().removeDeleteMarker(key)).isFalse();
  }

  @Test
  void removesSeveralDeleteMarkers() {
    write(key, "one");
    delete(key);
    delete(key);

    assertThat(originals().removeDeleteMarker(key)).isTrue();
    assertThat(read(key)).isEqualTo("one");
  }

  @Test
  void keepsNewerVersion() {
    write(key, "one");
    originals().addDeleteMarker(key);
    write(key, "two");

    assertThat(originals().removeDeleteMarker(key)).isTrue();
    assertThat(read(key)).isEqualTo("two");
    originals().eraseHidden(key);
    assertThat(read(key)).isEqualTo("two");
    assertThat(count(key)).isOne();
  }

  @Test
  void eraseIsIdempotent() {
    write(key, "one");
    write(key, "two");
    originals().addDeleteMarker(key);

    originals().eraseHidden(key);
    originals().eraseHidden(key);

    assertThat(count(key)).isZero();
    assertThat(originals().removeDeleteMarker(key)).isFalse();
  }

  @Test
  void leavesKeysWithSamePrefix() {
    var longer = new OriginalKey(kim, key.path() + ".bak");
    write(key, "one");
    write(longer, "other");
    delete(longer);
    originals().addDeleteMarker(key);

    originals().eraseHidden(key);

    assertThat(count(longer)).isEqualTo(2);
    assertThat(originals().removeDeleteMarker(key)).isFalse();
    assertThat(count(longer)).isEqualTo(2);
  }
}
