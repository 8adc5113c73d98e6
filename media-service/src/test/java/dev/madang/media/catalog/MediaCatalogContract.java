package dev.madang.media.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.Media.State.Ready;
import dev.madang.media.catalog.Media.State.Rejected;
import dev.madang.media.rendition.Reason;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every catalogue promises. */
abstract class MediaCatalogContract {

  private static final State READY =
      new Ready(List.of(new Picture("small", 188, 250, "image/jpeg", 8328, "private/x/1.jpg")));

  private final OwnerId kim = new OwnerId(UUID.randomUUID().toString());
  private final OwnerId lee = new OwnerId(UUID.randomUUID().toString());

  abstract MediaCatalog catalog();

  @Test
  void aMediaIsReadAsItWasWritten() {
    var media = added("one.jpg");

    assertThat(catalog().find(kim, media.id())).contains(media);
    assertThat(media.state()).isEqualTo(new State.Pending());
  }

  @Test
  void anotherOwnerHasNoSuchMedia() {
    var media = added("one.jpg");

    assertThat(catalog().find(lee, media.id())).isEmpty();
    assertThat(catalog().newest(lee, Optional.empty(), 10)).isEmpty();
    assertThatThrownBy(() -> catalog().settle(lee, media.id(), READY))
        .isInstanceOf(MediaNotFound.class);
  }

  @Test
  void theFirstOutcomeOfAnUploadStands() {
    var media = added("one.jpg");

    var first = catalog().settle(kim, media.id(), READY);
    var second = catalog().settle(kim, media.id(), new Rejected(Reason.CORRUPT));

    assertThat(first.state()).isEqualTo(READY);
    assertThat(second).isEqualTo(first);
    assertThat(catalog().find(kim, media.id())).contains(first);
  }

  @Test
  void aRejectionIsReadWithItsReason() {
    var media = added("one.jpg");

    catalog().settle(kim, media.id(), new Rejected(Reason.TOO_MANY_PIXELS));

    assertThat(catalog().find(kim, media.id()).map(Media::state))
        .contains(new Rejected(Reason.TOO_MANY_PIXELS));
  }

  @Test
  void theSameKeyAsksForTheSameMedia() {
    var key = Optional.of(new IdempotencyKey("a-key"));

    var first = catalog().add(media(kim, "one.jpg"), key);
    var again = catalog().add(media(kim, "two.jpg"), key);

    assertThat(again).isEqualTo(first);
    assertThat(catalog().newest(kim, Optional.empty(), 10)).containsExactly(first);
  }

  @Test
  void theSameKeyOfAnotherOwnerIsAnotherKey() {
    var key = Optional.of(new IdempotencyKey("a-key"));

    var kims = catalog().add(media(kim, "one.jpg"), key);
    var lees = catalog().add(media(lee, "one.jpg"), key);

    assertThat(lees.id()).isNotEqualTo(kims.id());
  }

  @Test
  void aReaderGoesOnWhereItStopped() {
    var names = Stream.of("1", "2", "3", "4", "5").map(this::added).map(Media::id).toList();

    assertThat(ids(Optional.empty(), 2)).containsExactly(names.get(4), names.get(3));
    added("6");
    assertThat(ids(Optional.of(names.get(3)), 2)).containsExactly(names.get(2), names.get(1));
    assertThat(ids(Optional.of(names.get(1)), 2)).containsExactly(names.get(0));
    assertThat(ids(Optional.of(names.get(0)), 2)).isEmpty();
  }

  private List<MediaId> ids(Optional<MediaId> before, int limit) {
    return catalog().newest(kim, before, limit).stream().map(Media::id).toList();
  }

  private Media added(String fileName) {
    return catalog().add(media(kim, fileName), Optional.empty());
  }

  private static Media media(OwnerId owner, String fileName) {
    return Media.pending(
        owner, MediaId.next(), new Announced(fileName, "image/jpeg", 42, "a-checksum"));
  }
}
