package dev.madang.media.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.defaults.telemetry.TraceParent;
import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.State.Ready;
import dev.madang.media.media.MediaItem.State.Rejected;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link MediaCatalog}. */
abstract class MediaCatalogContract {

  private static final State READY =
      new Ready(
          Optional.of(new Preview(3024, 4032, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c")),
          List.of(new StoredRendition("small", 188, 250, "image/jpeg", 8328, "private/x/1.jpg")));

  private final UserId kim = new UserId(UUID.randomUUID().toString());
  private final UserId lee = new UserId(UUID.randomUUID().toString());

  abstract MediaCatalog catalog();

  @Test
  void itemsAreReadAsWritten() {
    var media = added("one.jpg");

    assertThat(catalog().find(kim, media.id())).contains(media);
    assertThat(media.state()).isEqualTo(new State.Pending());
  }

  @Test
  void itemsOfOtherUsersAreNotFound() {
    var media = added("one.jpg");

    assertThat(catalog().find(lee, media.id())).isEmpty();
    assertThat(catalog().newest(lee, Optional.empty(), 10)).isEmpty();
    var lees = media(lee, "one.jpg");
    assertThat(catalog().updateState(lees, lees.with("v1", READY))).isEmpty();
    assertThat(catalog().updateOwnerAttributes(lees, lees.attributes().named("two.jpg"))).isEmpty();
  }

  @Test
  void firstOutcomeOfAVersionStands() {
    var media = added("one.jpg");
    var inProcessing =
        catalog().updateState(media, media.with("v1", new State.Processing())).orElseThrow();

    var first = catalog().updateState(inProcessing, inProcessing.with(READY)).orElseThrow();
    var second =
        catalog()
            .updateState(inProcessing, inProcessing.with(new Rejected(RejectionReason.CORRUPT)))
            .orElseThrow();

    assertThat(first.state()).isEqualTo(READY);
    assertThat(second).isEqualTo(first);
    assertThat(catalog().find(kim, media.id())).contains(first);
  }

  @Test
  void laterVersionWinsOverOneInProcessing() {
    var media = added("one.jpg");
    var old = catalog().updateState(media, media.with("v1", new State.Processing())).orElseThrow();
    var later = catalog().updateState(old, old.with("v2", new State.Processing())).orElseThrow();

    assertThat(catalog().updateState(old, old.with(READY)).orElseThrow()).isEqualTo(later);
    assertThat(
            catalog()
                .updateState(later, later.with(new Rejected(RejectionReason.CORRUPT)))
                .orElseThrow()
                .state())
        .isEqualTo(new Rejected(RejectionReason.CORRUPT));
  }

  @Test
  void staleWritersDoNotRestoreAnOlderVersion() {
    var media = added("one.jpg");
    var later =
        catalog().updateState(media, media.with("v2", new State.Processing())).orElseThrow();
    var settled = catalog().updateState(later, later.with(READY)).orElseThrow();

    assertThat(catalog().updateState(media, media.with("v1", new State.Processing())).orElseThrow())
        .isEqualTo(settled);
  }

  @Test
  void laterVersionReplacesTheEarlierOutcome() {
    var media = added("one.jpg");
    var first = catalog().updateState(media, media.with("v1", READY)).orElseThrow();

    var later = catalog().updateState(first, first.with("v2", new State.Uploaded())).orElseThrow();

    assertThat(later).isEqualTo(first.with("v2", new State.Uploaded()));
    assertThat(catalog().find(kim, media.id())).contains(later);
  }

  @Test
  void rejectionsAreReadWithTheirReason() {
    var media = added("one.jpg");

    catalog().updateState(media, media.with("v1", new Rejected(RejectionReason.TOO_MANY_PIXELS)));

    assertThat(catalog().find(kim, media.id()).map(MediaItem::state))
        .contains(new Rejected(RejectionReason.TOO_MANY_PIXELS));
  }

  @Test
  void discoveredItemsAreRegisteredOnce() {
    var first = catalog().registerDiscovered(found("holiday/IMG 1.jpg"));
    var again = catalog().registerDiscovered(found("holiday/IMG 1.jpg"));
    var other = catalog().registerDiscovered(found("holiday/IMG 2.jpg"));

    assertThat(again).isEqualTo(first);
    assertThat(other.id()).isNotEqualTo(first.id());
    assertThat(catalog().findAt(kim, "holiday/IMG 1.jpg")).contains(first);
    assertThat(catalog().findAt(lee, "holiday/IMG 1.jpg")).isEmpty();
  }

  @Test
  void requestedUploadsAreFoundAtTheirPath() {
    var media = added("one.jpg");

    assertThat(catalog().findAt(kim, media.path())).contains(media);
  }

  @Test
  void secondOfTwoConcurrentChangesIsNotWritten() {
    var media = added("one.jpg");

    var first =
        catalog().updateOwnerAttributes(media, media.attributes().named("two.jpg")).orElseThrow();
    var second =
        catalog()
            .updateOwnerAttributes(media, media.attributes().in(Optional.of(AlbumId.next())))
            .orElseThrow();

    assertThat(first.name()).isEqualTo("two.jpg");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void stateAndOwnerAttributesAreWrittenIndependently() {
    var media = added("one.jpg");

    catalog().updateOwnerAttributes(media, media.attributes().named("two.jpg"));
    var ready = catalog().updateState(media, media.with("v1", READY)).orElseThrow();

    assertThat(ready.name()).isEqualTo("two.jpg");
    assertThat(ready.state()).isEqualTo(READY);
  }

  @Test
  void trashedItemsAreFoundButNotListed() {
    var media = added("one.jpg");
    var remaining = added("two.jpg");

    var deleted =
        catalog()
            .updateOwnerAttributes(media, media.attributes().inTrashSince(Instant.ofEpochMilli(7)))
            .orElseThrow();

    assertThat(catalog().find(kim, media.id())).contains(deleted);
    assertThat(catalog().newest(kim, Optional.empty(), 10)).containsExactly(remaining);
    catalog().updateOwnerAttributes(deleted, deleted.attributes().restored());
    assertThat(ids(Optional.empty(), 10)).containsExactly(remaining.id(), media.id());
  }

  @Test
  void albumListsItsItemsWithoutTheTrash() {
    var album = AlbumId.next();
    var first = put(added("1.jpg"), album);
    var second = put(added("2.jpg"), album);
    var third = put(added("3.jpg"), album);
    put(added("4.jpg"), AlbumId.next());
    added("5.jpg");
    catalog()
        .updateOwnerAttributes(second, second.attributes().inTrashSince(Instant.ofEpochMilli(7)));

    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 10)).containsExactly(third, first);
    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 1)).containsExactly(third);
    assertThat(catalog().inAlbum(kim, album, Optional.of(third.id()), 10)).containsExactly(first);
    assertThat(catalog().inAlbum(lee, album, Optional.empty(), 10)).isEmpty();
    catalog().updateOwnerAttributes(first, first.attributes().in(Optional.empty()));
    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 10)).containsExactly(third);
  }

  @Test
  void restoredItemsAreInTheirAlbumAgain() {
    var album = AlbumId.next();
    var media = put(added("1.jpg"), album);
    var deleted =
        catalog()
            .updateOwnerAttributes(media, media.attributes().inTrashSince(Instant.ofEpochMilli(7)))
            .orElseThrow();

    var restored =
        catalog().updateOwnerAttributes(deleted, deleted.attributes().restored()).orElseThrow();

    assertThat(catalog().inAlbum(kim, album, Optional.empty(), 10)).containsExactly(restored);
  }

  @Test
  void trashListsRestorableItems() {
    var first = trashed("1.jpg", Instant.ofEpochMilli(9));
    var second = trashed("2.jpg", Instant.ofEpochMilli(8));
    added("3.jpg");
    var purging = trashed("4.jpg", Instant.ofEpochMilli(7));
    catalog().updateOwnerAttributes(purging, purging.attributes().purging());

    assertThat(catalog().inTrash(kim, Optional.empty(), 10)).containsExactly(second, first);
    assertThat(catalog().inTrash(kim, Optional.empty(), 1)).containsExactly(second);
    assertThat(catalog().inTrash(kim, Optional.of(second.id()), 10)).containsExactly(first);
    assertThat(catalog().inTrash(lee, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void dueItemsOfAllUsersAreFound() {
    var due = trashed("1.jpg", Instant.ofEpochMilli(7_000));
    var notDue = trashed("2.jpg", Instant.ofEpochMilli(9_000));
    var purging = trashed("3.jpg", Instant.ofEpochMilli(9_000));
    catalog().updateOwnerAttributes(purging, purging.attributes().purging());
    var restored = trashed("4.jpg", Instant.ofEpochMilli(7_000));
    catalog().updateOwnerAttributes(restored, restored.attributes().restored());

    var found = catalog().inTrashBefore(Instant.ofEpochMilli(8_000));

    assertThat(found)
        .contains(
            new MediaCatalog.MediaKey(kim, due.id()), new MediaCatalog.MediaKey(kim, purging.id()))
        .doesNotContain(
            new MediaCatalog.MediaKey(kim, notDue.id()),
            new MediaCatalog.MediaKey(kim, restored.id()));
  }

  @Test
  void allReturnsAllItemsOfAUser() {
    var remaining = added("1.jpg");
    var deleted = trashed("2.jpg", Instant.ofEpochMilli(7));
    catalog().registerDiscovered(media(lee, "3.jpg"));

    assertThat(catalog().all(kim)).containsExactlyInAnyOrder(remaining, deleted);
  }

  @Test
  void removalIsIdempotent() {
    var media = added("1.jpg");
    var found = catalog().registerDiscovered(found("holiday/1.jpg"));

    assertThat(catalog().remove(media)).isTrue();
    assertThat(catalog().remove(media)).isTrue();
    assertThat(catalog().remove(found)).isTrue();

    assertThat(catalog().all(kim)).isEmpty();
    var again = catalog().registerDiscovered(found("holiday/1.jpg"));
    assertThat(again.id()).isNotEqualTo(found.id());
  }

  @Test
  void itemsThatChangedAreNotRemoved() {
    var media = added("1.jpg");
    var renamed =
        catalog().updateOwnerAttributes(media, media.attributes().named("2.jpg")).orElseThrow();
    assertThat(catalog().remove(media)).isFalse();
    var advanced =
        catalog().updateState(renamed, renamed.with("v1", new State.Uploaded())).orElseThrow();
    assertThat(catalog().remove(renamed)).isFalse();

    assertThat(catalog().find(kim, media.id())).contains(advanced);
    var lees = media(lee, "1.jpg");
    assertThat(catalog().remove(lees)).isTrue();
    assertThat(catalog().remove(advanced)).isTrue();
  }

  private MediaItem put(MediaItem media, AlbumId album) {
    return catalog()
        .updateOwnerAttributes(media, media.attributes().in(Optional.of(album)))
        .orElseThrow();
  }

  private MediaItem trashed(String fileName, Instant when) {
    var media = added(fileName);
    return catalog()
        .updateOwnerAttributes(media, media.attributes().inTrashSince(when))
        .orElseThrow();
  }

  @Test
  void sameBytesAreOneItemUnderAnyName() {
    var first = addedBy(register("one.jpg", "image/jpeg", 42));

    assertThat(register("two.jpg", "image/jpeg", 42))
        .isEqualTo(new RegisterResult.AlreadyExists(first));
    assertThat(register("one.jpg", "image/png", 42)).isInstanceOf(RegisterResult.Added.class);
    assertThat(register("one.jpg", "image/jpeg", 43)).isInstanceOf(RegisterResult.Added.class);
    assertThat(catalog().register(media(lee, "one.jpg"), Optional.empty()))
        .isInstanceOf(RegisterResult.Added.class);
  }

  @Test
  void uploadedItemsAreReturnedInTheirState() {
    var media = addedBy(register("one.jpg", "image/jpeg", 42));

    for (var state : List.of(new State.Uploaded(), new State.Processing(), READY)) {
      media = catalog().updateState(media, media.with("v1", state)).orElseThrow();
      assertThat(register("one.jpg", "image/jpeg", 42))
          .isEqualTo(new RegisterResult.AlreadyExists(media));
    }
  }

  @Test
  void registeredItemKeepsItsAlbum() {
    var album = AlbumId.next();
    var requested = media(kim, "one.jpg");

    catalog()
        .register(requested.with(requested.attributes().in(Optional.of(album))), Optional.empty());

    assertThat(catalog().find(kim, requested.id()).flatMap(it -> it.attributes().album()))
        .contains(album);
  }

  @Test
  void rejectedItemsAreNotReused() {
    var media = addedBy(register("one.jpg", "image/jpeg", 42));
    catalog().updateState(media, media.with("v1", new Rejected(RejectionReason.CORRUPT)));

    var second = addedBy(register("one.jpg", "image/jpeg", 42));

    assertThat(second.id()).isNotEqualTo(media.id());
    assertThat(register("one.jpg", "image/jpeg", 42))
        .isEqualTo(new RegisterResult.AlreadyExists(second));
  }

  @Test
  void trashedItemsAreNotReused() {
    var media = addedBy(register("one.jpg", "image/jpeg", 42));
    var ready = catalog().updateState(media, media.with("v1", READY)).orElseThrow();
    catalog()
        .updateOwnerAttributes(ready, ready.attributes().inTrashSince(Instant.ofEpochMilli(7)));

    assertThat(addedBy(register("one.jpg", "image/jpeg", 42)).id()).isNotEqualTo(media.id());
  }

  @Test
  void expiredItemsAreNotReused() {
    var yesterday = MediaId.of(Instant.now().minus(MediaItem.UPLOAD_VALIDITY));
    var key = Optional.of(new IdempotencyKey("a-key"));
    catalog()
        .register(MediaItem.pending(kim, yesterday, declared("one.jpg", "image/jpeg", 42)), key);

    var second = addedBy(catalog().register(media(kim, "one.jpg"), key));

    assertThat(second.id()).isNotEqualTo(yesterday);
    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isEqualTo(new RegisterResult.AlreadyExists(second));
    assertThat(register("one.jpg", "image/jpeg", 42))
        .isEqualTo(new RegisterResult.AlreadyExists(second));
  }

  @Test
  void idempotencyKeyRefersToItsFirstUse() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = addedBy(catalog().register(media(kim, "one.jpg"), key));

    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isEqualTo(new RegisterResult.AlreadyExists(first));
    assertThat(catalog().register(media(kim, "two.jpg"), key))
        .isEqualTo(new RegisterResult.IdempotencyConflict());
    assertThat(catalog().register(media(lee, "two.jpg"), key))
        .isInstanceOf(RegisterResult.Added.class);

    var rejected =
        catalog()
            .updateState(first, first.with("v1", new Rejected(RejectionReason.CORRUPT)))
            .orElseThrow();
    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isEqualTo(new RegisterResult.AlreadyExists(rejected));
    assertThat(register("one.jpg", "image/jpeg", 42)).isInstanceOf(RegisterResult.Added.class);
  }

  @Test
  void idempotencyKeyOfAnItemInTheTrashIsUsedAnew() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = addedBy(catalog().register(media(kim, "one.jpg"), key));
    var uploaded =
        catalog()
            .updateState(first, first.with("v1", new Ready(Optional.empty(), List.of())))
            .orElseThrow();
    catalog().updateOwnerAttributes(uploaded, uploaded.attributes().inTrashSince(Instant.now()));

    var second = addedBy(catalog().register(media(kim, "one.jpg"), key));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isEqualTo(new RegisterResult.AlreadyExists(second));
  }

  @Test
  void idempotencyKeyOfAnItemWithOtherBytesIsUsedAnew() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var first = addedBy(catalog().register(media(kim, "one.jpg"), key));
    var replaced = first.with(new DeclaredFile("one.jpg", "image/jpeg", 42, "another-checksum"));
    catalog().updateState(first, replaced.with("v2", new Ready(Optional.empty(), List.of())));

    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isInstanceOf(RegisterResult.Added.class);
  }

  @Test
  void idempotencyKeyMayReferToAnExistingItem() {
    var uploaded = addedBy(register("one.jpg", "image/jpeg", 42));
    var key = Optional.of(new IdempotencyKey("a-key"));

    assertThat(catalog().register(media(kim, "two.jpg"), key))
        .isEqualTo(new RegisterResult.AlreadyExists(uploaded));
    assertThat(catalog().register(media(kim, "two.jpg"), key))
        .isEqualTo(new RegisterResult.AlreadyExists(uploaded));
    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isEqualTo(new RegisterResult.IdempotencyConflict());
  }

  @Test
  void removedItemsAreNotReused() {
    var key = Optional.of(new IdempotencyKey("a-key"));
    var media = addedBy(catalog().register(media(kim, "one.jpg"), key));

    assertThat(catalog().remove(media)).isTrue();
    assertThat(catalog().remove(media)).isTrue();

    assertThat(catalog().find(kim, media.id())).isEmpty();
    assertThat(catalog().register(media(kim, "one.jpg"), key))
        .isInstanceOf(RegisterResult.Added.class);
  }

  @Test
  void itemsThatWereUploadedAreNotRemoved() {
    var media = addedBy(register("one.jpg", "image/jpeg", 42));
    var uploaded =
        catalog().updateState(media, media.with("v1", new State.Uploaded())).orElseThrow();

    assertThat(catalog().remove(media)).isFalse();
    assertThat(catalog().find(kim, media.id())).contains(uploaded);
  }

  @Test
  void firstMultipartUploadStands() {
    var media = addedBy(register("one.jpg", "image/jpeg", 42));

    var first = catalog().updateState(media, media.with(parts("first"))).orElseThrow();
    var second = catalog().updateState(media, media.with(parts("second"))).orElseThrow();
    var renewed = catalog().updateState(first, first.with(parts("third"))).orElseThrow();

    assertThat(second).isEqualTo(first);
    assertThat(renewed.state()).isEqualTo(parts("third"));
    assertThat(catalog().updateState(first, first.with(parts("fourth"))).orElseThrow())
        .isEqualTo(renewed);
    assertThat(catalog().remove(first)).isFalse();
    assertThat(
            catalog()
                .updateState(media, media.with("v1", new State.Uploaded()))
                .orElseThrow()
                .state())
        .isEqualTo(new State.Uploaded());
  }

  @Test
  void pagesContinueBehindTheLastItem() {
    var names = Stream.of("1", "2", "3", "4", "5").map(this::added).map(MediaItem::id).toList();

    assertThat(ids(Optional.empty(), 2)).containsExactly(names.get(4), names.get(3));
    added("6");
    assertThat(ids(Optional.of(names.get(3)), 2)).containsExactly(names.get(2), names.get(1));
    assertThat(ids(Optional.of(names.get(1)), 2)).containsExactly(names.get(0));
    assertThat(ids(Optional.of(names.get(0)), 2)).isEmpty();
  }

  private List<MediaId> ids(Optional<MediaId> before, int limit) {
    return catalog().newest(kim, before, limit).stream().map(MediaItem::id).toList();
  }

  private MediaItem added(String fileName) {
    return catalog().registerDiscovered(media(kim, fileName));
  }

  private static MediaItem media(UserId userId, String fileName) {
    return MediaItem.pending(
            userId, MediaId.next(), new DeclaredFile(fileName, "image/jpeg", 42, "a-checksum"))
        .with(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  }

  private RegisterResult register(String fileName, String contentType, long size) {
    return catalog()
        .register(
            MediaItem.pending(kim, MediaId.next(), declared(fileName, contentType, size)),
            Optional.empty());
  }

  private static MediaItem addedBy(RegisterResult result) {
    assertThat(result).isInstanceOf(RegisterResult.Added.class);
    return ((RegisterResult.Added) result).media();
  }

  private static DeclaredFile declared(String fileName, String contentType, long size) {
    return new DeclaredFile(fileName, contentType, size, "a-checksum");
  }

  private static State parts(String uploadId) {
    return new State.Pending(Optional.of(new MediaItem.Multipart(uploadId, 8 << 20)));
  }

  @Test
  void discoveredItemsAreFoundByChecksumUntilOverwritten() {
    var requested = media(kim, "one.jpg");
    var found = catalog().registerDiscovered(found("holiday/1.jpg"));
    var withChecksum = found.with(requested.declared());
    catalog().indexByChecksum(withChecksum);
    catalog().indexByChecksum(withChecksum);
    var ready = catalog().updateState(found, withChecksum.with("v1", READY)).orElseThrow();

    assertThat(catalog().register(requested, Optional.empty()))
        .isEqualTo(new RegisterResult.AlreadyExists(ready));

    var replaced = ready.with(new DeclaredFile("1.jpg", "image/jpeg", 42, "other bytes"));
    catalog().updateState(ready, replaced.with("v2", READY));
    assertThat(catalog().register(requested, Optional.empty()))
        .isEqualTo(new RegisterResult.Added(requested));
  }

  @Test
  void firstItemFoundByChecksumStands() {
    var first = media(kim, "one.jpg");
    catalog().register(first, Optional.empty());
    var found = catalog().registerDiscovered(found("holiday/1.jpg"));

    catalog().indexByChecksum(found.with(first.declared()));

    assertThat(catalog().register(media(kim, "one.jpg"), Optional.empty()))
        .isEqualTo(new RegisterResult.AlreadyExists(first));
  }

  private MediaItem found(String path) {
    return MediaItem.discovered(
        kim, MediaId.next(), path, new DeclaredFile("IMG.jpg", "image/jpeg", 42, Optional.empty()));
  }
}
