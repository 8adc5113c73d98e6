package dev.madang.media.trash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What all who keep versions promise. */
abstract class OriginalVersionsContract {

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final OriginalKey key = new OriginalKey(kim, "holiday/IMG 1.jpg");

  abstract OriginalVersions originals();

  abstract void write(OriginalKey key, String content);

  /** As an owner deletes it, with keys of AWS. */
  abstract void delete(OriginalKey key);

  /** What is to be seen there. */
  abstract String read(OriginalKey key);

  /** How many versions and markers there are. */
  abstract int kept(OriginalKey key);

  @Test
  void whatIsHiddenComesBack() {
    write(key, "one");
    assertThat(originals().isVisible(key)).isTrue();

    originals().addDeleteMarker(key);
    assertThat(originals().isVisible(key)).isFalse();

    assertThat(originals().removeDeleteMarker(key)).isTrue();
    assertThat(read(key)).isEqualTo("one");
    assertThat(kept(key)).isOne();
  }

  @Test
  void hiddenTwiceIsHiddenOnce() {
    write(key, "one");

    originals().addDeleteMarker(key);
    originals().addDeleteMarker(key);

    assertThat(kept(key)).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsNotHidden() {
    originals().addDeleteMarker(key);

    assertThat(kept(key)).isZero();
    assertThat(originals().removeDeleteMarker(key)).isFalse();
  }

  @Test
  void whatWasDeletedTwiceComesBackToo() {
    write(key, "one");
    delete(key);
    delete(key);

    assertThat(originals().removeDeleteMarker(key)).isTrue();
    assertThat(read(key)).isEqualTo("one");
  }

  @Test
  void aNewerOneStands() {
    write(key, "one");
    originals().addDeleteMarker(key);
    write(key, "two");

    assertThat(originals().removeDeleteMarker(key)).isTrue();
    assertThat(read(key)).isEqualTo("two");
    originals().eraseHidden(key);
    assertThat(read(key)).isEqualTo("two");
    assertThat(kept(key)).isOne();
  }

  @Test
  void whatIsHiddenIsErasedHoweverOften() {
    write(key, "one");
    write(key, "two");
    originals().addDeleteMarker(key);

    originals().eraseHidden(key);
    originals().eraseHidden(key);

    assertThat(kept(key)).isZero();
    assertThat(originals().removeDeleteMarker(key)).isFalse();
  }

  @Test
  void noOtherOriginalIsTouched() {
    var longer = new OriginalKey(kim, key.path() + ".bak");
    write(key, "one");
    write(longer, "other");
    delete(longer);
    originals().addDeleteMarker(key);

    originals().eraseHidden(key);

    assertThat(kept(longer)).isEqualTo(2);
    assertThat(originals().removeDeleteMarker(key)).isFalse();
    assertThat(kept(longer)).isEqualTo(2);
  }
}
