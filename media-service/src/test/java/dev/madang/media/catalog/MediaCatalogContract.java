package dev.madang.media.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.Media.State.Ready;
import dev.madang.media.catalog.Media.State.Rejected;
import dev.madang.media.rendition.Look;
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
  void anAlbumShowsWhatWasPutIntoItAndIsNotInTheTrash() {
    var album = AlbumId.next();
    var first = put(added("1.jpg"), album);
    var second = put(added("2.jpg"), album);
    var third = put(added("3.jpg"), album);
    put(added("4.jpg"), AlbumId.next());
    added("5.jpg");
    catalog().place(second, second.placement().inTrashSince(Instant.ofEpochMilli(7)));

    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 10)).containsExactly(third, first);
    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 1)).containsExactly(third);
    assertThat(catalog().inAlbum(kim, album, Optional.of(third.id()), 10)).containsExactly(first);
    assertThat(catalog().inAlbum(lee, album, Optional.empty(), 10)).isEmpty();
    catalog().place(first, first.placement().in(Optional.empty()));
    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 10)).containsExactly(third);
  }

  @Test
  void whatComesOutOfTheTrashIsInItsAlbumAgain() {
    var album = AlbumId.next();
    var media = put(added("1.jpg"), album);
    var deleted = catalog().place(media, media.placement().inTrashSince(Instant.ofEpochMilli(7)));

    var restored = catalog().place(deleted, deleted.placement().restored());

    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 10)).containsExactly(restored);
  }

  @Test
  void theTrashShowsWhatCanBeRestored() {
    var first = trashed("1.jpg", Instant.ofEpochMilli(9));
    var second = trashed("2.jpg", Instant.ofEpochMilli(8));
    added("3.jpg");
    var condemned = trashed("4.jpg", Instant.ofEpochMilli(7));
    catalog().place(condemned, condemned.placement().condemned());

    assertThat(catalog().inTrash(kim, Optional.empty(), 10)).containsExactly(second, first);
    assertThat(catalog().inTrash(kim, Optional.empty(), 1)).containsExactly(second);
    assertThat(catalog().inTrash(kim, Optional.of(second.id()), 10)).containsExactly(first);
    assertThat(catalog().inTrash(lee, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void whatIsDueInTheTrashIsFoundWhoeverOwnsIt() {
    var due = trashed("1.jpg", Instant.ofEpochMilli(7_000));
    var notDue = trashed("2.jpg", Instant.ofEpochMilli(9_000));
    var condemned = trashed("3.jpg", Instant.ofEpochMilli(9_000));
    catalog().place(condemned, condemned.placement().condemned());
    var restored = trashed("4.jpg", Instant.ofEpochMilli(7_000));
    catalog().place(restored, restored.placement().restored());

    var found = catalog().inTrashBefore(Instant.ofEpochMilli(8_000));

    assertThat(found)
        .contains(
            new MediaCatalog.Place(kim, due.id()), new MediaCatalog.Place(kim, condemned.id()))
        .doesNotContain(
            new MediaCatalog.Place(kim, notDue.id()), new MediaCatalog.Place(kim, restored.id()));
  }

  @Test
  void allOfAnOwnersAreAll() {
    var kept = added("1.jpg");
    var deleted = trashed("2.jpg", Instant.ofEpochMilli(7));
    catalog().addFound(media(lee, "3.jpg"));

    assertThat(catalog().all(kim)).containsExactlyInAnyOrder(kept, deleted);
  }

  @Test
  void whatIsRemovedIsGoneHoweverOftenItIsRemoved() {
    var media = added("1.jpg");
    var found = catalog().addFound(found("holiday/1.jpg"));

    assertThat(catalog().remove(media)).isTrue();
    assertThat(catalog().remove(media)).isTrue();
    assertThat(catalog().remove(found)).isTrue();

    assertThat(catalog().all(kim)).isEmpty();
    var again = catalog().addFound(found("holiday/1.jpg"));
    assertThat(again.id()).isNotEqualTo(found.id());
  }

  @Test
  void whatChangedMeanwhileIsNotRemoved() {
    var media = added("1.jpg");
    var placed = catalog().place(media, media.placement().named("2.jpg"));
    assertThat(catalog().remove(media)).isFalse();
    var advanced = catalog().advance(placed, placed.with("v1", new State.Uploaded()));
    assertThat(catalog().remove(placed)).isFalse();

    assertThat(catalog().find(kim, media.id())).contains(advanced);
    var lees = media(lee, "1.jpg");
    assertThat(catalog().remove(lees)).isTrue();
    assertThat(catalog().remove(advanced)).isTrue();
  }

  private Media put(Media media, AlbumId album) {
    return catalog().place(media, media.placement().in(Optional.of(album)));
  }

  private Media trashed(String fileName, Instant when) {
    var media = added(fileName);
    return catalog().place(media, media.placement().inTrashSince(when));
  }

  @Test
  void theSameBytesAreOneMediaWhateverTheyAreCalled() {
    var first = addedBy(wish("one.jpg", "image/jpeg", 42));

    assertThat(wish("two.jpg", "image/jpeg", 42)).isEqualTo(new Wish.There(first));
    assertThat(wish("one.jpg", "image/png", 42)).isInstanceOf(Wish.Added.class);
    assertThat(wish("one.jpg", "image/jpeg", 43)).isInstanceOf(Wish.Added.class);
    assertThat(catalog().wish(media(lee, "one.jpg"), Optional.empty()))
        .isInstanceOf(Wish.Added.class);
  }

  @Test
  void whatHasComeIsThereInItsState() {
    var media = addedBy(wish("one.jpg", "image/jpeg", 42));

    for (var state : List.of(new State.Uploaded(), new State.Processing(), READY)) {
      media = catalog().advance(media, media.with("v1", state));
      assertThat(wish("one.jpg", "image/jpeg", 42)).isEqualTo(new Wish.There(media));
    }
  }

  @Test
  void aWishKeepsItsAlbum() {
    var album = AlbumId.next();
    var wished = media(kim, "one.jpg");

    catalog().wish(wished.with(wished.placement().in(Optional.of(album))), Optional.empty());

    assertThat(catalog().find(kim, wished.id()).flatMap(it -> it.placement().album()))
        .contains(album);
  }

  @Test
  void whatWasRejectedIsSentAnew() {
    var media = addedBy(wish("one.jpg", "image/jpeg", 42));
    catalog().advance(media, media.with("v1", new Rejected(Reason.CORRUPT)));

    var anew = addedBy(wish("one.jpg", "image/jpeg", 42));

    assertThat(anew.id()).isNotEqualTo(media.id());
    assertThat(wish("one.jpg", "image/jpeg", 42)).isEqualTo(new Wish.There(anew));
  }

  @Test
  void whatIsInTheTrashIsSentAnew() {
    var media = addedBy(wish("one.jpg", "image/jpeg", 42));
    var ready = catalog().advance(media, media.with("v1", READY));
    catalog().place(ready, ready.placement().inTrashSince(Instant.ofEpochMilli(7)));

    assertThat(addedBy(wish("one.jpg", "image/jpeg", 42)).id()).isNotEqualTo(media.id());
  }

  @Test
  void whatCanBeSentNoLongerIsSentAnew() {
    var yesterday = MediaId.of(Instant.now().minus(Media.UPLOAD));
    var key = Optional.of(new IdempotencyKey("a-key"));
    catalog().wish(Media.pending(kim, yesterday, announced("one.jpg", "image/jpeg", 42)), key);

    var anew = addedBy(catalog().wish(media(kim, "one.jpg"), key));

    assertThat(anew.id()).isNotEqualTo(yesterday);
    assertThat(catalog().wish(media(kim, "one.jpg"), key)).isEqualTo(new Wish.There(anew));
    assertThat(wish("one.jpg", "image/jpeg", 42)).isEqualTo(new Wish.There(anew));
  }

  @Test
  void aKeyStandsForWhatItWasFirstUsedFor() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = addedBy(catalog().wish(media(kim, "one.jpg"), key));

    assertThat(catalog().wish(media(kim, "one.jpg"), key)).isEqualTo(new Wish.There(first));
    assertThat(catalog().wish(media(kim, "two.jpg"), key)).isEqualTo(new Wish.KeyReused());
    assertThat(catalog().wish(media(lee, "two.jpg"), key)).isInstanceOf(Wish.Added.class);

    var rejected = catalog().advance(first, first.with("v1", new Rejected(Reason.CORRUPT)));
    assertThat(catalog().wish(media(kim, "one.jpg"), key)).isEqualTo(new Wish.There(rejected));
    assertThat(wish("one.jpg", "image/jpeg", 42)).isInstanceOf(Wish.Added.class);
  }

  @Test
  void aKeyThatIsFirstUsedForWhatIsThereStandsForIt() {
    var there = addedBy(wish("one.jpg", "image/jpeg", 42));
    var key = Optional.of(new IdempotencyKey("a-key"));

    assertThat(catalog().wish(media(kim, "two.jpg"), key)).isEqualTo(new Wish.There(there));
    assertThat(catalog().wish(media(kim, "two.jpg"), key)).isEqualTo(new Wish.There(there));
    assertThat(catalog().wish(media(kim, "one.jpg"), key)).isEqualTo(new Wish.KeyReused());
  }

  @Test
  void whatWillNotComeIsRemovedAndItsBytesAreSentAnew() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var media = addedBy(catalog().wish(media(kim, "one.jpg"), key));

    assertThat(catalog().remove(media)).isTrue();
    assertThat(catalog().remove(media)).isTrue();

    assertThat(catalog().find(kim, media.id())).isEmpty();
    assertThat(catalog().wish(media(kim, "one.jpg"), key)).isInstanceOf(Wish.Added.class);
  }

  @Test
  void whatHasComeMeanwhileIsNotRemoved() {
    var media = addedBy(wish("one.jpg", "image/jpeg", 42));
    var there = catalog().advance(media, media.with("v1", new State.Uploaded()));

    assertThat(catalog().remove(media)).isFalse();
    assertThat(catalog().find(kim, media.id())).contains(there);
  }

  @Test
  void theFirstWayToSendAFileStands() {
    var media = addedBy(wish("one.jpg", "image/jpeg", 42));

    var first = catalog().advance(media, media.with(parts("first")));
    var second = catalog().advance(media, media.with(parts("second")));
    var renewed = catalog().advance(first, first.with(parts("third")));

    assertThat(second).isEqualTo(first);
    assertThat(renewed.state()).isEqualTo(parts("third"));
    assertThat(catalog().advance(first, first.with(parts("fourth")))).isEqualTo(renewed);
    assertThat(catalog().remove(first)).isFalse();
    assertThat(catalog().advance(media, media.with("v1", new State.Uploaded())).state())
        .isEqualTo(new State.Uploaded());
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
    return catalog().addFound(media(kim, fileName));
  }

  private static Media media(OwnerId owner, String fileName) {
    return Media.pending(
        owner, MediaId.next(), new Announced(fileName, "image/jpeg", 42, "a-checksum"));
  }

  private Wish wish(String fileName, String contentType, long size) {
    return catalog()
        .wish(
            Media.pending(kim, MediaId.next(), announced(fileName, contentType, size)),
            Optional.empty());
  }

  private static Media addedBy(Wish wish) {
    assertThat(wish).isInstanceOf(Wish.Added.class);
    return ((Wish.Added) wish).media();
  }

  private static Announced announced(String fileName, String contentType, long size) {
    return new Announced(fileName, contentType, size, "a-checksum");
  }

  private static State parts(String uploadId) {
    return new State.Pending(Optional.of(new Media.Multipart(uploadId, 8 << 20)));
  }

  @Test
  void whatNobodyAnnouncedIsKnownByItsBytesUntilTheyAreReplaced() {
    var wished = media(kim, "one.jpg");
    var found = catalog().addFound(found("holiday/1.jpg"));
    var looked = found.with(wished.announced());
    catalog().makeKnown(looked);
    catalog().makeKnown(looked);
    var ready = catalog().advance(found, looked.with("v1", READY));

    assertThat(catalog().wish(wished, Optional.empty())).isEqualTo(new Wish.There(ready));

    var replaced = ready.with(new Announced("1.jpg", "image/jpeg", 42, "other bytes"));
    catalog().advance(ready, replaced.with("v2", READY));
    assertThat(catalog().wish(wished, Optional.empty())).isEqualTo(new Wish.Added(wished));
  }

  @Test
  void whoWasKnownFirstByItsBytesStaysSo() {
    var first = media(kim, "one.jpg");
    catalog().wish(first, Optional.empty());
    var found = catalog().addFound(found("holiday/1.jpg"));

    catalog().makeKnown(found.with(first.announced()));

    assertThat(catalog().wish(media(kim, "one.jpg"), Optional.empty()))
        .isEqualTo(new Wish.There(first));
  }

  private Media found(String path) {
    return Media.found(
        kim, MediaId.next(), path, new Announced("IMG.jpg", "image/jpeg", 42, Optional.empty()));
  }
}
