package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.share.SharedCopies.Kept;
import dev.madang.media.share.SharedCopies.Place;
import dev.madang.media.share.cleaning.Talkative;
import dev.madang.media.upload.OriginalKey;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every keeper of copies promises. */
abstract class SharedCopiesContract {

  private final String rendition = "private/" + UUID.randomUUID() + "/renditions/small.jpg";
  private final String folder = UUID.randomUUID().toString();
  private final OriginalKey original =
      new OriginalKey(new OwnerId(UUID.randomUUID().toString()), MediaId.next().value());
  private final Place place = new Place(folder, "name", "small.jpg");

  abstract SharedCopies copies();

  abstract void thereIsARendition(String key);

  abstract void thereIsAnOriginal(OriginalKey key, byte[] bytes);

  /** Keys of all that is below. */
  abstract java.util.List<String> keysBelow(String prefix);

  @Test
  void aCopyIsMadeOnce() {
    thereIsARendition(rendition);

    assertThat(copies().keep(rendition, place, "image/jpeg")).isEqualTo(Kept.NOW);
    assertThat(copies().keep(rendition, place, "image/jpeg")).isEqualTo(Kept.BEFORE);
    assertThat(keysBelow("shared/" + folder + "/")).containsExactly(place.key());
  }

  @Test
  void whatIsGoneIsNotCopied() {
    assertThat(copies().keep(rendition, place, "image/jpeg")).isEqualTo(Kept.NOTHING_TO_COPY);
    assertThat(keysBelow("shared/" + folder + "/")).isEmpty();
  }

  @Test
  void anOriginalIsCleanedOnce() {
    thereIsAnOriginal(original, Talkative.jpeg());
    var to = new Place(folder, "name", "original.jpg");

    assertThat(clean(to)).isEqualTo(Kept.NOW);
    assertThat(clean(to)).isEqualTo(Kept.BEFORE);
    assertThat(keysBelow("shared/" + folder + "/")).containsExactly(to.key());
  }

  @Test
  void anOriginalThatIsGoneIsNotThere() {
    assertThat(clean(place)).isEqualTo(Kept.NOTHING_TO_COPY);
  }

  @Test
  void anOriginalThatCannotBeCleanedIsRefused() {
    thereIsAnOriginal(original, "no picture at all".getBytes(US_ASCII));

    assertThatThrownBy(() -> clean(place)).isInstanceOf(OriginalNotShareable.class);
    assertThat(keysBelow("shared/" + folder + "/")).isEmpty();
  }

  private Kept clean(Place to) {
    return copies().keepClean(original, Optional.empty(), to, "image/jpeg");
  }

  @Test
  void allOfAShareIsRemovedAndNothingOfAnother() {
    thereIsARendition(rendition);
    var other = new Place(folder + "2", "name", "small.jpg");
    copies().keep(rendition, place, "image/jpeg");
    copies().keep(rendition, other, "image/jpeg");

    copies().removeAllIn(folder);
    copies().removeAllIn(folder);

    assertThat(keysBelow("shared/" + folder + "/")).isEmpty();
    assertThat(keysBelow("shared/" + folder + "2/")).containsExactly(other.key());
  }
}
