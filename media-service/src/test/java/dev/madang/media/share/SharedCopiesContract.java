package dev.madang.media.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.share.SharedCopies.Kept;
import dev.madang.media.share.SharedCopies.Place;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every keeper of copies promises. */
abstract class SharedCopiesContract {

  private final String rendition = "private/" + UUID.randomUUID() + "/renditions/small.jpg";
  private final String folder = UUID.randomUUID().toString();
  private final Place place = new Place(folder, "name", "small.jpg");

  abstract SharedCopies copies();

  abstract void thereIsARendition(String key);

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
