package dev.madang.media.trash;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.TestProblems.problem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.UserId;
import dev.madang.media.cdn.PublicRenditions;
import dev.madang.media.lock.MemoryLock;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.media.MemoryMediaCatalog;
import dev.madang.media.media.OwnerAttributes.Visibility;
import dev.madang.media.upload.PendingUploads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TrashTests {

  private static final Duration RETENTION = Duration.ofDays(30);
  private static final TrashProperties PROPERTIES =
      new TrashProperties(RETENTION, Duration.ofHours(1), Duration.ofMinutes(10));

  private final UserId kim = new UserId("kim");
  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final MemoryOriginalVersions originals = new MemoryOriginalVersions();
  private final Set<String> kept = new TreeSet<>();
  private final PendingUploads uploads =
      (userId, id) -> catalog.find(userId, id).map(catalog::remove).orElse(true);
  private final Published published = new Published();
  private final OrphanedRenditions renditions = keys -> kept.removeAll(keys);
  private final Map<String, MemoryLock.Holding> leases = new HashMap<>();
  private Instant now = Instant.parse("2026-11-25T04:00:00.123456Z");

  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private int actsUntilDeath = Integer.MAX_VALUE;

  @Test
  void aDeletedMediaIsInTheTrashAndItsOriginalHidden() {
    var media = ready("a");

    trash().moveToTrash(kim, media.id());

    assertThat(found(media).attributes().deletedAt())
        .contains(Instant.parse("2026-11-25T04:00:00.123Z"));
    assertThat(found(media).state()).isEqualTo(media.state());
    assertThat(originals.isVisible(key(media))).isFalse();
    assertThat(kept).containsExactly("a");
  }

  @Test
  void whatEverybodySawIsWithdrawnAndStaysPrivate() {
    var media = ready("a");
    catalog.updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PUBLIC));
    published.publish("kim", media.id().value(), List.of("a"));

    trash().moveToTrash(kim, media.id());

    assertThat(published.isWhole(media.id().value(), List.of())).isFalse();
    assertThat(trash().restore(kim, media.id()).attributes().visibility())
        .isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void whatEverybodySawIsWithdrawnAlsoWhenItIsLost() {
    var media = ready("a");
    catalog.updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PUBLIC));
    published.publish("kim", media.id().value(), List.of("a"));
    originals.delete(key(media));

    trash().onOriginalDeleted(key(media));

    assertThat(published.isWhole(media.id().value(), List.of())).isFalse();
    assertThat(found(media).attributes().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void deletedTwiceItIsDeletedSinceTheFirstTime() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    var first = found(media);

    now = now.plusSeconds(60);
    trash().moveToTrash(kim, media.id());

    assertThat(found(media)).isEqualTo(first);
    assertThat(originals.kept(key(media))).isEqualTo(2);
  }

  @Test
  void whatWasNeverUploadedIsForgotten() {
    var media = pending();

    trash().moveToTrash(kim, media.id());
    trash().moveToTrash(kim, media.id());

    assertThat(catalog.all(kim)).isEmpty();
  }

  @Test
  void whatHasComeButWasNotLookedAtGoesIntoTheTrash() {
    var media = pending();
    originals.write(key(media), "one");

    trash().moveToTrash(kim, media.id());

    trash().moveToTrash(kim, media.id());

    assertThat(found(media).attributes().isInTrash()).isTrue();
    assertThat(originals.isVisible(key(media))).isFalse();
  }

  @Test
  void anotherOwnerDeletesNothing() {
    var media = ready("a");
    var lee = new UserId("lee");

    trash().moveToTrash(lee, media.id());
    trash().remove(lee, media.id());

    assertThat(found(media)).isEqualTo(media);
    assertThatThrownBy(() -> trash().restore(lee, media.id())).satisfies(problem(MEDIA_NOT_FOUND));
  }

  @Test
  void aRestoredMediaIsThereAgain() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());

    var restored = trash().restore(kim, media.id());

    assertThat(restored).isEqualTo(found(media));
    assertThat(restored.attributes().isInTrash()).isFalse();
    assertThat(originals.read(key(media))).isEqualTo("one");
    assertThat(trash().restore(kim, media.id())).isEqualTo(restored);
  }

  @Test
  void whatWasWrittenMeanwhileStands() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    originals.write(key(media), "two");

    trash().restore(kim, media.id());

    assertThat(originals.read(key(media))).isEqualTo("two");
  }

  @Test
  void withoutAnOriginalThereIsNothingToRestore() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    originals.eraseHidden(key(media));

    assertThatThrownBy(() -> trash().restore(kim, media.id())).isInstanceOf(OriginalGone.class);
    assertThat(found(media).attributes().isInTrash()).isTrue();
  }

  @Test
  void nothingIsRemovedForGoodThatIsNotInTheTrash() {
    var media = ready("a");

    assertThatThrownBy(() -> trash().remove(kim, media.id())).isInstanceOf(MediaNotInTrash.class);

    assertThat(found(media)).isEqualTo(media);
  }

  @Test
  void ofWhatIsRemovedForGoodNothingIsLeft() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());

    trash().remove(kim, media.id());
    trash().remove(kim, media.id());

    assertNothingIsLeftOf(media);
  }

  @Test
  void aRenditionThatAnotherMediaHasStays() {
    var media = ready("a", "b");
    var same = ready("b");
    trash().moveToTrash(kim, media.id());

    trash().remove(kim, media.id());

    assertThat(kept).containsExactly("b");
    trash().moveToTrash(kim, same.id());
    trash().remove(kim, same.id());
    assertThat(kept).isEmpty();
  }

  @Test
  void whileAnotherMediaIsBeingMadeTheRemovalWaitsAndNothingBringsItBack() {
    var media = ready("a");
    var other = pending();
    var made = catalog.updateState(other, other.with("v1", new State.Processing())).orElseThrow();
    trash().moveToTrash(kim, media.id());

    trash().remove(kim, media.id());

    assertThat(kept).containsExactly("a");
    assertThatThrownBy(() -> trash().restore(kim, media.id())).satisfies(problem(MEDIA_NOT_FOUND));
    catalog.updateState(made, made.with(ready(List.of("a"))));
    sweep().run();
    assertThat(kept).containsExactly("a");
    assertThat(catalog.find(kim, media.id())).isEmpty();
  }

  @Test
  void afterThirtyDaysTheSweepRemovesIt() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());

    now = now.plus(RETENTION).minusSeconds(1);
    sweep().run();
    assertThat(found(media).attributes().isInTrash()).isTrue();

    now = now.plusSeconds(2);
    sweep().run();
    assertNothingIsLeftOf(media);
  }

  @Test
  void theSweepLeavesWhatWasRestored() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    trash().restore(kim, media.id());

    now = now.plus(RETENTION).plusSeconds(1);
    sweep().run();

    assertThat(originals.read(key(media))).isEqualTo("one");
  }

  @Test
  void theSweepLeavesWhatAnIndexThatIsLateShows() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    now = now.plus(RETENTION).plusSeconds(1);
    var late =
        with(
            MediaCatalog.class,
            catalog,
            method -> {
              if (method.equals("inTrashBefore")) {
                var due = catalog.inTrashBefore(now.minus(RETENTION)).toList();
                trash().restore(kim, media.id());
                return Optional.of(due.stream());
              }
              return Optional.empty();
            });

    sweep(late).run();

    assertThat(found(media).attributes().isInTrash()).isFalse();
    assertThat(originals.read(key(media))).isEqualTo("one");
  }

  @Test
  void whileAnotherCopySweepsNoneIsSwept() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    now = now.plus(RETENTION).plusSeconds(1);
    new MemoryLock("another", time, leases).tryAcquire("trash", Duration.ofMinutes(10));

    sweep().run();
    assertThat(found(media).attributes().isInTrash()).isTrue();

    now = now.plus(Duration.ofMinutes(10));
    sweep().run();
    assertNothingIsLeftOf(media);
  }

  @Test
  void oneOwnerWhoseTrashCannotBeEmptiedKeepsNoOtherWaiting() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    var lees = catalog.registerDiscovered(found(new UserId("lee"), "x.jpg"));
    catalog.updateOwnerAttributes(lees, lees.attributes().inTrashSince(now));
    now = now.plus(RETENTION).plusSeconds(1);
    OrphanedRenditions failing =
        keys -> {
          if (keys.isEmpty()) {
            throw new IllegalStateException("S3 kept it");
          }
          kept.removeAll(keys);
        };

    new TrashPurgeJob(
            catalog, new Purge(catalog, originals, failing, published), lock(), PROPERTIES, clock)
        .run();

    assertNothingIsLeftOf(media);
    assertThat(catalog.find(lees.userId(), lees.id())).isPresent();
  }

  @Test
  void whatItsOwnerDeletedPastUsGoesIntoTheTrash() {
    var media = catalog.registerDiscovered(found(kim, "holiday/1.jpg"));
    media = catalog.updateState(media, media.with("v1", ready(List.of()))).orElseThrow();
    originals.write(key(media), "one");
    trash().onOriginalDeleted(key(media));
    assertThat(found(media)).isEqualTo(media);

    originals.delete(key(media));
    trash().onOriginalDeleted(key(media));
    var lost = found(media);
    now = now.plusSeconds(60);
    trash().onOriginalDeleted(key(media));

    assertThat(lost.attributes().isInTrash()).isTrue();
    assertThat(found(media)).isEqualTo(lost);
    assertThat(originals.kept(key(media))).isEqualTo(2);
  }

  @Test
  void whatItsOwnerBroughtBackPastUsLeavesTheTrash() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    trash().onOriginalRestored(key(media));
    assertThat(found(media).attributes().isInTrash()).isTrue();

    originals.removeDeleteMarker(key(media));
    trash().onOriginalRestored(key(media));
    trash().onOriginalRestored(key(media));

    assertThat(found(media).attributes().isInTrash()).isFalse();
  }

  @Test
  void nothingIsLostOrReturnedThatNobodyKnows() {
    trash().onOriginalDeleted(new OriginalKey(kim, "unknown.jpg"));
    trash().onOriginalRestored(new OriginalKey(kim, "unknown.jpg"));
    var media = pending();
    trash().onOriginalDeleted(key(media));

    assertThat(found(media)).isEqualTo(media);
  }

  @Test
  void aDeletionThatDiesAnywhereIsDoneByTheEventOrTheNextAttempt() {
    for (int acts = 0;
        dies(acts, ready("a"), media -> trash().moveToTrash(kim, media.id()));
        acts++) {
      var media = catalog.newest(kim, Optional.empty(), 1).stream().findFirst();
      media.map(TrashTests::key).ifPresent(trash()::onOriginalDeleted);
      media.ifPresent(it -> {
        // Either nothing was done yet, or all is.
        assertThat(found(it).attributes().isInTrash()).isEqualTo(!originals.isVisible(key(it)));
        trash().moveToTrash(kim, it.id());
        assertThat(found(it).attributes().isInTrash()).isTrue();
      });
    }
  }

  @Test
  void aRestorationThatDiesAnywhereIsDoneByTheEventOrTheNextAttempt() {
    int acts = 0;
    while (true) {
      var media = ready("a");
      trash().moveToTrash(kim, media.id());
      if (!dies(acts++, media, it -> trash().restore(kim, it.id()))) {
        return;
      }
      trash().onOriginalRestored(key(media));
      assertThat(found(media).attributes().isInTrash()).isEqualTo(!originals.isVisible(key(media)));
      trash().restore(kim, media.id());
      assertThat(found(media).attributes().isInTrash()).isFalse();
    }
  }

  @Test
  void aRemovalThatDiesAnywhereIsDoneByTheSweep() {
    int acts = 0;
    while (true) {
      var media = ready("key " + acts);
      trash().moveToTrash(kim, media.id());
      if (!dies(acts++, media, it -> trash().remove(kim, it.id()))) {
        return;
      }
      if (catalog.find(kim, media.id()).filter(it -> it.attributes().isPurging()).isPresent()) {
        sweep().run();
      } else if (catalog.find(kim, media.id()).isPresent()) {
        // Nothing was done yet.
        assertThat(trash().restore(kim, media.id()).attributes().isInTrash()).isFalse();
        trash().moveToTrash(kim, media.id());
        trash().remove(kim, media.id());
      }
      assertNothingIsLeftOf(media);
    }
  }

  private interface Work {
    void on(MediaItem media);
  }

  /**
   * Lets so many acts happen, then dies.
   *
   * @return false when the work ended before
   */
  private boolean dies(int acts, MediaItem media, Work work) {
    actsUntilDeath = acts;
    try {
      work.on(media);
      return false;
    } catch (Death death) {
      return true;
    } finally {
      actsUntilDeath = Integer.MAX_VALUE;
    }
  }

  private static final class Death extends RuntimeException {}

  private interface Instead {
    Optional<Object> of(String method);
  }

  private Optional<Object> act(String method) {
    if (actsUntilDeath-- == 0) {
      throw new Death();
    }
    return Optional.empty();
  }

  private static <T> T with(Class<T> role, T real, Instead instead) {
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (_, method, arguments) -> {
              var answer = instead.of(method.getName());
              if (answer.isPresent()) {
                return answer.get();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw requireNonNull(failed.getCause());
              }
            }));
  }

  private static final class Published implements PublicRenditions {

    private final Set<String> media = new TreeSet<>();

    @Override
    public void publish(String userId, String mediaId, Collection<String> keys) {
      media.add(mediaId);
    }

    @Override
    public boolean isWhole(String mediaId, Collection<String> keys) {
      return media.contains(mediaId);
    }

    @Override
    public void withdraw(String userId, String mediaId) {
      media.remove(mediaId);
    }

    @Override
    public long countOf(String userId) {
      return media.size();
    }

    @Override
    public void removeAllOf(String userId) {
      media.clear();
    }
  }

  private Purge purge(MediaCatalog catalog) {
    return new Purge(
        catalog,
        with(OriginalVersions.class, originals, this::act),
        with(OrphanedRenditions.class, renditions, this::act),
        with(PublicRenditions.class, published, this::act));
  }

  private Trash trash() {
    var mortal = with(MediaCatalog.class, catalog, this::act);
    return new Trash(
        mortal,
        with(PendingUploads.class, uploads, this::act),
        with(OriginalVersions.class, originals, this::act),
        with(PublicRenditions.class, published, this::act),
        purge(mortal),
        clock);
  }

  private TrashPurgeJob sweep() {
    return sweep(catalog);
  }

  private TrashPurgeJob sweep(MediaCatalog catalog) {
    return new TrashPurgeJob(catalog, purge(catalog), lock(), PROPERTIES, clock);
  }

  private MemoryLock lock() {
    return new MemoryLock("me", time, leases);
  }

  private MediaItem pending() {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 3, "a-checksum");
    return catalog.registerDiscovered(MediaItem.pending(kim, MediaId.next(), declared));
  }

  private MediaItem ready(String... keys) {
    var media = pending();
    originals.write(key(media), "one");
    kept.addAll(List.of(keys));
    return catalog.updateState(media, media.with("v1", ready(List.of(keys)))).orElseThrow();
  }

  private static State ready(List<String> keys) {
    return new State.Ready(
        Optional.empty(),
        keys.stream()
            .map(key -> new StoredRendition("small", 1, 1, "image/jpeg", 3, key))
            .toList());
  }

  private static MediaItem found(UserId userId, String path) {
    return MediaItem.discovered(
        userId, MediaId.next(), path, new DeclaredFile(path, "image/jpeg", 3, Optional.empty()));
  }

  private MediaItem found(MediaItem media) {
    return catalog.find(media.userId(), media.id()).orElseThrow();
  }

  private void assertNothingIsLeftOf(MediaItem media) {
    assertThat(catalog.find(media.userId(), media.id())).isEmpty();
    assertThat(originals.kept(key(media))).isZero();
    assertThat(kept).isEmpty();
  }

  private static OriginalKey key(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }
}
