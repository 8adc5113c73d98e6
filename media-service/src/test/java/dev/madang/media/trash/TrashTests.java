package dev.madang.media.trash;

import static dev.madang.media.MediaProblem.MEDIA_NOT_FOUND;
import static dev.madang.media.MediaProblem.MEDIA_NOT_IN_TRASH;
import static dev.madang.media.MediaProblem.ORIGINAL_UNAVAILABLE;
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
  private final Set<String> renditionKeys = new TreeSet<>();
  private final PendingUploads uploads =
      (userId, id) -> catalog.find(userId, id).map(catalog::remove).orElse(true);
  private final FakePublicRenditions publicRenditions = new FakePublicRenditions();
  private final OrphanedRenditions renditions = keys -> renditionKeys.removeAll(keys);
  private final Map<String, MemoryLock.Holding> locks = new HashMap<>();
  private Instant now = Instant.parse("2026-11-25T04:00:00.123456Z");

  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private int stepsUntilCrash = Integer.MAX_VALUE;

  @Test
  void movesToTrashAndHidesOriginal() {
    var media = ready("a");

    trash().moveToTrash(kim, media.id());

    assertThat(found(media).attributes().deletedAt())
        .contains(Instant.parse("2026-11-25T04:00:00.123Z"));
    assertThat(found(media).state()).isEqualTo(media.state());
    assertThat(originals.isVisible(key(media))).isFalse();
    assertThat(renditionKeys).containsExactly("a");
  }

  @Test
  void unpublishesPublicMediaWhichStaysPrivate() {
    var media = ready("a");
    catalog.updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PUBLIC));
    publicRenditions.publish("kim", media.id().value(), List.of("a"));

    trash().moveToTrash(kim, media.id());

    assertThat(publicRenditions.hasAll(media.id().value(), List.of())).isFalse();
    assertThat(trash().restore(kim, media.id()).attributes().visibility())
        .isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void unpublishesPublicMediaWhenOriginalIsDeletedInS3() {
    var media = ready("a");
    catalog.updateOwnerAttributes(media, media.attributes().seenBy(Visibility.PUBLIC));
    publicRenditions.publish("kim", media.id().value(), List.of("a"));
    originals.delete(key(media));

    trash().onOriginalDeleted(key(media));

    assertThat(publicRenditions.hasAll(media.id().value(), List.of())).isFalse();
    assertThat(found(media).attributes().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void deletingAgainKeepsFirstDeletionTime() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    var first = found(media);

    now = now.plusSeconds(60);
    trash().moveToTrash(kim, media.id());

    assertThat(found(media)).isEqualTo(first);
    assertThat(originals.count(key(media))).isEqualTo(2);
  }

  @Test
  void discardsMediaThatWasNeverUploaded() {
    var media = pending();

    trash().moveToTrash(kim, media.id());
    trash().moveToTrash(kim, media.id());

    assertThat(catalog.all(kim)).isEmpty();
  }

  @Test
  void movesUploadedButUnprocessedMediaToTrash() {
    var media = pending();
    originals.write(key(media), "one");

    trash().moveToTrash(kim, media.id());

    trash().moveToTrash(kim, media.id());

    assertThat(found(media).attributes().isInTrash()).isTrue();
    assertThat(originals.isVisible(key(media))).isFalse();
  }

  @Test
  void otherUsersDeleteNothing() {
    var media = ready("a");
    var lee = new UserId("lee");

    trash().moveToTrash(lee, media.id());
    trash().purge(lee, media.id());

    assertThat(found(media)).isEqualTo(media);
    assertThatThrownBy(() -> trash().restore(lee, media.id())).satisfies(problem(MEDIA_NOT_FOUND));
  }

  @Test
  void restoresMedia() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());

    var restored = trash().restore(kim, media.id());

    assertThat(restored).isEqualTo(found(media));
    assertThat(restored.attributes().isInTrash()).isFalse();
    assertThat(originals.read(key(media))).isEqualTo("one");
    assertThat(trash().restore(kim, media.id())).isEqualTo(restored);
  }

  @Test
  void restoringKeepsNewerVersion() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    originals.write(key(media), "two");

    trash().restore(kim, media.id());

    assertThat(originals.read(key(media))).isEqualTo("two");
  }

  @Test
  void doesNotRestoreWithoutOriginal() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    originals.eraseHidden(key(media));

    assertThatThrownBy(() -> trash().restore(kim, media.id()))
        .satisfies(problem(ORIGINAL_UNAVAILABLE));
    assertThat(found(media).attributes().isInTrash()).isTrue();
  }

  @Test
  void purgesOnlyMediaInTrash() {
    var media = ready("a");

    assertThatThrownBy(() -> trash().purge(kim, media.id())).satisfies(problem(MEDIA_NOT_IN_TRASH));

    assertThat(found(media)).isEqualTo(media);
  }

  @Test
  void purgeErasesEverything() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());

    trash().purge(kim, media.id());
    trash().purge(kim, media.id());

    assertErased(media);
  }

  @Test
  void purgeKeepsRenditionsOfOtherMedia() {
    var media = ready("a", "b");
    var same = ready("b");
    trash().moveToTrash(kim, media.id());

    trash().purge(kim, media.id());

    assertThat(renditionKeys).containsExactly("b");
    trash().moveToTrash(kim, same.id());
    trash().purge(kim, same.id());
    assertThat(renditionKeys).isEmpty();
  }

  @Test
  void purgeWaitsForMediaInProcessing() {
    var media = ready("a");
    var other = pending();
    var processing =
        catalog.updateState(other, other.with("v1", new State.Processing())).orElseThrow();
    trash().moveToTrash(kim, media.id());

    trash().purge(kim, media.id());

    assertThat(renditionKeys).containsExactly("a");
    assertThatThrownBy(() -> trash().restore(kim, media.id())).satisfies(problem(MEDIA_NOT_FOUND));
    catalog.updateState(processing, processing.with(ready(List.of("a"))));
    purgeJob().run();
    assertThat(renditionKeys).containsExactly("a");
    assertThat(catalog.find(kim, media.id())).isEmpty();
  }

  @Test
  void jobPurgesAfterThirtyDays() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());

    now = now.plus(RETENTION).minusSeconds(1);
    purgeJob().run();
    assertThat(found(media).attributes().isInTrash()).isTrue();

    now = now.plusSeconds(2);
    purgeJob().run();
    assertErased(media);
  }

  @Test
  void jobKeepsRestoredMedia() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    trash().restore(kim, media.id());

    now = now.plus(RETENTION).plusSeconds(1);
    purgeJob().run();

    assertThat(originals.read(key(media))).isEqualTo("one");
  }

  @Test
  void jobKeepsRestoredMediaThatStaleIndexLists() {
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

    purgeJob(late).run();

    assertThat(found(media).attributes().isInTrash()).isFalse();
    assertThat(originals.read(key(media))).isEqualTo("one");
  }

  @Test
  void jobRunsInOneInstanceOnly() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    now = now.plus(RETENTION).plusSeconds(1);
    new MemoryLock("another", time, locks).tryAcquire("trash-purge", Duration.ofMinutes(10));

    purgeJob().run();
    assertThat(found(media).attributes().isInTrash()).isTrue();

    now = now.plus(Duration.ofMinutes(10));
    purgeJob().run();
    assertErased(media);
  }

  @Test
  void failureForOneUserDoesNotBlockOthers() {
    var media = ready("a");
    trash().moveToTrash(kim, media.id());
    var lees = catalog.registerDiscovered(found(new UserId("lee"), "x.jpg"));
    catalog.updateOwnerAttributes(lees, lees.attributes().inTrashSince(now));
    now = now.plus(RETENTION).plusSeconds(1);
    OrphanedRenditions failing =
        keys -> {
          if (keys.isEmpty()) {
            throw new IllegalStateException("S3 failed");
          }
          renditionKeys.removeAll(keys);
        };

    new TrashPurgeJob(
            catalog,
            new Purge(catalog, originals, failing, publicRenditions),
            lock(),
            PROPERTIES,
            clock)
        .run();

    assertErased(media);
    assertThat(catalog.find(lees.userId(), lees.id())).isPresent();
  }

  @Test
  void deletionInS3MovesToTrash() {
    var media = catalog.registerDiscovered(found(kim, "holiday/1.jpg"));
    media = catalog.updateState(media, media.with("v1", ready(List.of()))).orElseThrow();
    originals.write(key(media), "one");
    trash().onOriginalDeleted(key(media));
    assertThat(found(media)).isEqualTo(media);

    originals.delete(key(media));
    trash().onOriginalDeleted(key(media));
    var trashed = found(media);
    now = now.plusSeconds(60);
    trash().onOriginalDeleted(key(media));

    assertThat(trashed.attributes().isInTrash()).isTrue();
    assertThat(found(media)).isEqualTo(trashed);
    assertThat(originals.count(key(media))).isEqualTo(2);
  }

  @Test
  void restorationInS3TakesOutOfTrash() {
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
  void eventsOfUnknownOriginalsChangeNothing() {
    trash().onOriginalDeleted(new OriginalKey(kim, "unknown.jpg"));
    trash().onOriginalRestored(new OriginalKey(kim, "unknown.jpg"));
    var media = pending();
    trash().onOriginalDeleted(key(media));

    assertThat(found(media)).isEqualTo(media);
  }

  @Test
  void deletionCompletesAfterCrashAtAnyStep() {
    for (int steps = 0;
        crashes(steps, ready("a"), media -> trash().moveToTrash(kim, media.id()));
        steps++) {
      var media = catalog.newest(kim, Optional.empty(), 1).stream().findFirst();
      media.map(TrashTests::key).ifPresent(trash()::onOriginalDeleted);
      media.ifPresent(it -> {
        // Either nothing is done yet, or everything.
        assertThat(found(it).attributes().isInTrash()).isEqualTo(!originals.isVisible(key(it)));
        trash().moveToTrash(kim, it.id());
        assertThat(found(it).attributes().isInTrash()).isTrue();
      });
    }
  }

  @Test
  void restorationCompletesAfterCrashAtAnyStep() {
    int steps = 0;
    while (true) {
      var media = ready("a");
      trash().moveToTrash(kim, media.id());
      if (!crashes(steps++, media, it -> trash().restore(kim, it.id()))) {
        return;
      }
      trash().onOriginalRestored(key(media));
      assertThat(found(media).attributes().isInTrash()).isEqualTo(!originals.isVisible(key(media)));
      trash().restore(kim, media.id());
      assertThat(found(media).attributes().isInTrash()).isFalse();
    }
  }

  @Test
  void purgeCompletesAfterCrashAtAnyStep() {
    int steps = 0;
    while (true) {
      var media = ready("key " + steps);
      trash().moveToTrash(kim, media.id());
      if (!crashes(steps++, media, it -> trash().purge(kim, it.id()))) {
        return;
      }
      if (catalog.find(kim, media.id()).filter(it -> it.attributes().isPurging()).isPresent()) {
        purgeJob().run();
      } else if (catalog.find(kim, media.id()).isPresent()) {
        // Nothing is done yet.
        assertThat(trash().restore(kim, media.id()).attributes().isInTrash()).isFalse();
        trash().moveToTrash(kim, media.id());
        trash().purge(kim, media.id());
      }
      assertErased(media);
    }
  }

  private interface Work {
    void on(MediaItem media);
  }

  /**
   * Runs the work until it crashes after some steps.
   *
   * @return false if it completed
   */
  private boolean crashes(int steps, MediaItem media, Work work) {
    stepsUntilCrash = steps;
    try {
      work.on(media);
      return false;
    } catch (Crash crash) {
      return true;
    } finally {
      stepsUntilCrash = Integer.MAX_VALUE;
    }
  }

  private static final class Crash extends RuntimeException {}

  private interface Substitute {
    Optional<Object> of(String method);
  }

  private Optional<Object> step(String method) {
    if (stepsUntilCrash-- == 0) {
      throw new Crash();
    }
    return Optional.empty();
  }

  private static <T> T with(Class<T> role, T real, Substitute instead) {
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (_, method, arguments) -> {
              var response = instead.of(method.getName());
              if (response.isPresent()) {
                return response.get();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw requireNonNull(failed.getCause());
              }
            }));
  }

  private static final class FakePublicRenditions implements PublicRenditions {

    private final Set<String> media = new TreeSet<>();

    @Override
    public void publish(String userId, String mediaId, Collection<String> keys) {
      media.add(mediaId);
    }

    @Override
    public boolean hasAll(String mediaId, Collection<String> keys) {
      return media.contains(mediaId);
    }

    @Override
    public void unpublish(String userId, String mediaId) {
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
        with(OriginalVersions.class, originals, this::step),
        with(OrphanedRenditions.class, renditions, this::step),
        with(PublicRenditions.class, publicRenditions, this::step));
  }

  private Trash trash() {
    var crashing = with(MediaCatalog.class, catalog, this::step);
    return new Trash(
        crashing,
        with(PendingUploads.class, uploads, this::step),
        with(OriginalVersions.class, originals, this::step),
        with(PublicRenditions.class, publicRenditions, this::step),
        purge(crashing),
        clock);
  }

  private TrashPurgeJob purgeJob() {
    return purgeJob(catalog);
  }

  private TrashPurgeJob purgeJob(MediaCatalog catalog) {
    return new TrashPurgeJob(catalog, purge(catalog), lock(), PROPERTIES, clock);
  }

  private MemoryLock lock() {
    return new MemoryLock("me", time, locks);
  }

  private MediaItem pending() {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 3, "a-checksum");
    return catalog.registerDiscovered(MediaItem.pending(kim, MediaId.next(), declared));
  }

  private MediaItem ready(String... keys) {
    var media = pending();
    originals.write(key(media), "one");
    renditionKeys.addAll(List.of(keys));
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

  private void assertErased(MediaItem media) {
    assertThat(catalog.find(media.userId(), media.id())).isEmpty();
    assertThat(originals.count(key(media))).isZero();
    assertThat(renditionKeys).isEmpty();
  }

  private static OriginalKey key(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }
}
