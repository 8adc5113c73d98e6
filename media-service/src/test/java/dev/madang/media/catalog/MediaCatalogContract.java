package dev.madang.media.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Media.Look;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.Media.State.Ready;
import dev.madang.media.catalog.Media.State.Rejected;
import dev.madang.media.rendition.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every catalogue promises. */
abstract class MediaCatalogContract {

  private static final State READY =
      new Ready(
          Optional.of(new Look(3024, 4032, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c")),
          List.of(new Picture("small", 188, 250, "image/jpeg", 8328, "private/x/1.jpg")));

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
    var lees = media(lee, "one.jpg");
    assertThatThrownBy(() -> catalog().advance(lees, lees.with("v1", READY)))
        .isInstanceOf(MediaNotFound.class);
    assertThatThrownBy(() -> catalog().place(lees, lees.placement().named("two.jpg")))
        .isInstanceOf(MediaNotFound.class);
  }

  @Test
  void theFirstOutcomeOfAVersionStands() {
    var media = added("one.jpg");
    var inHand = catalog().advance(media, media.with("v1", new State.Processing()));

    var first = catalog().advance(inHand, inHand.with(READY));
    var second = catalog().advance(inHand, inHand.with(new Rejected(Reason.CORRUPT)));

    assertThat(first.state()).isEqualTo(READY);
    assertThat(second).isEqualTo(first);
    assertThat(catalog().find(kim, media.id())).contains(first);
  }

  @Test
  void aLaterVersionWinsOverOneThatIsStillBeingLookedAt() {
    var media = added("one.jpg");
    var old = catalog().advance(media, media.with("v1", new State.Processing()));
    var later = catalog().advance(old, old.with("v2", new State.Processing()));

    assertThat(catalog().advance(old, old.with(READY))).isEqualTo(later);
    assertThat(catalog().advance(later, later.with(new Rejected(Reason.CORRUPT))).state())
        .isEqualTo(new Rejected(Reason.CORRUPT));
  }

  @Test
  void whoSawAnOlderVersionDoesNotBringItBack() {
    var media = added("one.jpg");
    var later = catalog().advance(media, media.with("v2", new State.Processing()));
    var settled = catalog().advance(later, later.with(READY));

    assertThat(catalog().advance(media, media.with("v1", new State.Processing())))
        .isEqualTo(settled);
  }

  @Test
  void aLaterVersionLeavesNothingOfTheOutcomeBefore() {
    var media = added("one.jpg");
    var first = catalog().advance(media, media.with("v1", READY));

    var later = catalog().advance(first, first.with("v2", new State.Uploaded()));

    assertThat(later).isEqualTo(first.with("v2", new State.Uploaded()));
    assertThat(catalog().find(kim, media.id())).contains(later);
  }

  @Test
  void aRejectionIsReadWithItsReason() {
    var media = added("one.jpg");

    catalog().advance(media, media.with("v1", new Rejected(Reason.TOO_MANY_PIXELS)));

    assertThat(catalog().find(kim, media.id()).map(Media::state))
        .contains(new Rejected(Reason.TOO_MANY_PIXELS));
  }

  @Test
  void whatNobodyAnnouncedIsOneMediaHoweverOftenItIsFound() {
    var first = catalog().addFound(found("holiday/IMG 1.jpg"));
    var again = catalog().addFound(found("holiday/IMG 1.jpg"));
    var other = catalog().addFound(found("holiday/IMG 2.jpg"));

    assertThat(again).isEqualTo(first);
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(catalog().findAt(kim, "holiday/IMG 1.jpg")).contains(first);
    assertThat(catalog().findAt(lee, "holiday/IMG 1.jpg")).isEmpty();
  }

  @Test
  void whatWasAskedForIsFoundAtItsOwnPlace() {
    var media = added("one.jpg");

    assertThat(catalog().findAt(kim, media.path())).contains(media);
  }

  @Test
  void theSecondOfTwoChangesOfAnOwnerIsNotWritten() {
    var media = added("one.jpg");

    var first = catalog().place(media, media.placement().named("two.jpg"));
    var second = catalog().place(media, media.placement().in(Optional.of(AlbumId.next())));

    assertThat(first.name()).isEqualTo("two.jpg");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void anOutcomeAndAnOwnersChangeDoNotDisturbEachOther() {
    var media = added("one.jpg");

    catalog().place(media, media.placement().named("two.jpg"));
    var ready = catalog().advance(media, media.with("v1", READY));

    assertThat(ready.name()).isEqualTo("two.jpg");
    assertThat(ready.state()).isEqualTo(READY);
  }

  @Test
  void whatIsInTheTrashIsFoundButNotListed() {
    var media = added("one.jpg");
    var kept = added("two.jpg");

    var deleted = catalog().place(media, media.placement().inTrashSince(Instant.ofEpochMilli(7)));

    assertThat(catalog().find(kim, media.id())).contains(deleted);
    assertThat(catalog().newest(kim, Optional.empty(), 10)).containsExactly(kept);
    catalog().place(deleted, deleted.placement().restored());
    assertThat(ids(Optional.empty(), 10)).containsExactly(kept.id(), media.id());
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

  private Media found(String path) {
    return Media.found(
        kim, MediaId.next(), path, new Announced("IMG.jpg", "image/jpeg", 42, Optional.empty()));
  }
}
