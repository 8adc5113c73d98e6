package dev.madang.media.trash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.catalog.Announced;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.Picture;
import dev.madang.media.catalog.Media.State;
import dev.madang.media.catalog.MediaCatalog;
import dev.madang.media.catalog.MediaId;
import dev.madang.media.catalog.MediaNotFound;
import dev.madang.media.catalog.MemoryMediaCatalog;
import dev.madang.media.catalog.OwnerId;
import dev.madang.media.catalog.Placement.Visibility;
import dev.madang.media.delivery.Publications;
import dev.madang.media.lease.MemoryLease;
import dev.madang.media.upload.OriginalKey;
import dev.madang.media.upload.UnfinishedUploads;
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
      new TrashProperties(
          "originals", "renditions", RETENTION, Duration.ofHours(1), Duration.ofMinutes(10));

  private final OwnerId kim = new OwnerId("kim");
  private final MemoryMediaCatalog catalog = new MemoryMediaCatalog();
  private final MemoryOriginalVersions originals = new MemoryOriginalVersions();
  private final Set<String> kept = new TreeSet<>();
  private final UnfinishedUploads uploads =
      (owner, id) -> catalog.find(owner, id).map(catalog::remove).orElse(true);
  private final Published published = new Published();
  private final OldRenditions renditions = keys -> kept.removeAll(keys);
  private final Map<String, MemoryLease.Holding> leases = new HashMap<>();
  private Instant now = Instant.parse("2026-11-25T04:00:00.123456Z");

  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private int actsUntilDeath = Integer.MAX_VALUE;

  @Test
  void aDeletedMediaIsInTheTrashAndItsOriginalHidden() {
    var media = ready("a");

    trash().put(kim, media.id());

    assertThat(found(media).placement().deletedAt())
        .contains(Instant.parse("2026-11-25T04:00:00.123Z"));
    assertThat(found(media).state()).isEqualTo(media.state());
    assertThat(originals.isVisible(key(media))).isFalse();
    assertThat(kept).containsExactly("a");
  }

  @Test
  void whatEverybodySawIsWithdrawnAndStaysPrivate() {
    var media = ready("a");
    catalog.place(media, media.placement().seenBy(Visibility.PUBLIC));
    published.publish("kim", media.id().value(), List.of("a"));

    trash().put(kim, media.id());

    assertThat(published.isWhole(media.id().value(), List.of())).isFalse();
    assertThat(trash().restore(kim, media.id()).placement().visibility())
        .isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void whatEverybodySawIsWithdrawnAlsoWhenItIsLost() {
    var media = ready("a");
    catalog.place(media, media.placement().seenBy(Visibility.PUBLIC));
    published.publish("kim", media.id().value(), List.of("a"));
    originals.delete(key(media));

    trash().lost(key(media));

    assertThat(published.isWhole(media.id().value(), List.of())).isFalse();
    assertThat(found(media).placement().visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void deletedTwiceItIsDeletedSinceTheFirstTime() {
    var media = ready("a");
    trash().put(kim, media.id());
    var first = found(media);

    now = now.plusSeconds(60);
    trash().put(kim, media.id());

    assertThat(found(media)).isEqualTo(first);
    assertThat(originals.kept(key(media))).isEqualTo(2);
  }

  @Test
  void whatWasNeverUploadedIsForgotten() {
    var media = pending();

    trash().put(kim, media.id());
    trash().put(kim, media.id());

    assertThat(catalog.all(kim)).isEmpty();
  }

  @Test
  void whatHasComeButWasNotLookedAtGoesIntoTheTrash() {
    var media = pending();
    originals.write(key(media), "one");

    trash().put(kim, media.id());

    trash().put(kim, media.id());

    assertThat(found(media).placement().isInTrash()).isTrue();
    assertThat(originals.isVisible(key(media))).isFalse();
  }

  @Test
  void anotherOwnerDeletesNothing() {
    var media = ready("a");
    var lee = new OwnerId("lee");

    trash().put(lee, media.id());
    trash().remove(lee, media.id());

    assertThat(found(media)).isEqualTo(media);
    assertThatThrownBy(() -> trash().restore(lee, media.id())).isInstanceOf(MediaNotFound.class);
  }

  @Test
  void aRestoredMediaIsThereAgain() {
    var media = ready("a");
    trash().put(kim, media.id());

    var restored = trash().restore(kim, media.id());

    assertThat(restored).isEqualTo(found(media));
    assertThat(restored.placement().isInTrash()).isFalse();
    assertThat(originals.read(key(media))).isEqualTo("one");
    assertThat(trash().restore(kim, media.id())).isEqualTo(restored);
  }

  @Test
  void whatWasWrittenMeanwhileStands() {
    var media = ready("a");
    trash().put(kim, media.id());
    originals.write(key(media), "two");

    trash().restore(kim, media.id());

    assertThat(originals.read(key(media))).isEqualTo("two");
  }

  @Test
  void withoutAnOriginalThereIsNothingToRestore() {
    var media = ready("a");
    trash().put(kim, media.id());
    originals.eraseHidden(key(media));

    assertThatThrownBy(() -> trash().restore(kim, media.id())).isInstanceOf(OriginalGone.class);
    assertThat(found(media).placement().isInTrash()).isTrue();
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
    trash().put(kim, media.id());

    trash().remove(kim, media.id());
    trash().remove(kim, media.id());

    assertNothingIsLeftOf(media);
  }

  @Test
  void aRenditionThatAnotherMediaHasStays() {
    var media = ready("a", "b");
    var same = ready("b");
    trash().put(kim, media.id());

    trash().remove(kim, media.id());

    assertThat(kept).containsExactly("b");
    trash().put(kim, same.id());
    trash().remove(kim, same.id());
    assertThat(kept).isEmpty();
  }

  @Test
  void whileAnotherMediaIsBeingMadeTheRemovalWaitsAndNothingBringsItBack() {
    var media = ready("a");
    var other = pending();
    var made = catalog.advance(other, other.with("v1", new State.Processing()));
    trash().put(kim, media.id());

    trash().remove(kim, media.id());

    assertThat(kept).containsExactly("a");
    assertThatThrownBy(() -> trash().restore(kim, media.id())).isInstanceOf(MediaNotFound.class);
    catalog.advance(made, made.with(ready(List.of("a"))));
    sweep().sweep();
    assertThat(kept).containsExactly("a");
    assertThat(catalog.find(kim, media.id())).isEmpty();
  }

  @Test
  void afterThirtyDaysTheSweepRemovesIt() {
    var media = ready("a");
    trash().put(kim, media.id());

    now = now.plus(RETENTION).minusSeconds(1);
    sweep().sweep();
    assertThat(found(media).placement().isInTrash()).isTrue();

    now = now.plusSeconds(2);
    sweep().sweep();
    assertNothingIsLeftOf(media);
  }

  @Test
  void theSweepLeavesWhatWasRestored() {
    var media = ready("a");
    trash().put(kim, media.id());
    trash().restore(kim, media.id());

    now = now.plus(RETENTION).plusSeconds(1);
    sweep().sweep();

    assertThat(originals.read(key(media))).isEqualTo("one");
  }

  @Test
  void theSweepLeavesWhatAnIndexThatIsLateShows() {
    var media = ready("a");
    trash().put(kim, media.id());
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

    sweep(late).sweep();

    assertThat(found(media).placement().isInTrash()).isFalse();
    assertThat(originals.read(key(media))).isEqualTo("one");
  }

  @Test
  void whileAnotherCopySweepsNoneIsSwept() {
    var media = ready("a");
    trash().put(kim, media.id());
    now = now.plus(RETENTION).plusSeconds(1);
    new MemoryLease("another", time, leases).take("trash", Duration.ofMinutes(10));

    sweep().sweep();
    assertThat(found(media).placement().isInTrash()).isTrue();

    now = now.plus(Duration.ofMinutes(10));
    sweep().sweep();
    assertNothingIsLeftOf(media);
  }

  @Test
  void oneOwnerWhoseTrashCannotBeEmptiedKeepsNoOtherWaiting() {
    var media = ready("a");
    trash().put(kim, media.id());
    var lees = catalog.addFound(found(new OwnerId("lee"), "x.jpg"));
    catalog.place(lees, lees.placement().inTrashSince(now));
    now = now.plus(RETENTION).plusSeconds(1);
    OldRenditions failing =
        keys -> {
          if (keys.isEmpty()) {
            throw new IllegalStateException("S3 kept it");
          }
          kept.removeAll(keys);
        };

    new TrashSweep(
            catalog, new Purge(catalog, originals, failing, published), lease(), PROPERTIES, clock)
        .sweep();

    assertNothingIsLeftOf(media);
    assertThat(catalog.find(lees.owner(), lees.id())).isPresent();
  }

  @Test
  void whatItsOwnerDeletedPastUsGoesIntoTheTrash() {
    var media = catalog.addFound(found(kim, "holiday/1.jpg"));
    media = catalog.advance(media, media.with("v1", ready(List.of())));
    originals.write(key(media), "one");
    trash().lost(key(media));
    assertThat(found(media)).isEqualTo(media);

    originals.delete(key(media));
    trash().lost(key(media));
    var lost = found(media);
    now = now.plusSeconds(60);
    trash().lost(key(media));

    assertThat(lost.placement().isInTrash()).isTrue();
    assertThat(found(media)).isEqualTo(lost);
    assertThat(originals.kept(key(media))).isEqualTo(2);
  }

  @Test
  void whatItsOwnerBroughtBackPastUsLeavesTheTrash() {
    var media = ready("a");
    trash().put(kim, media.id());
    trash().returned(key(media));
    assertThat(found(media).placement().isInTrash()).isTrue();

    originals.unhide(key(media));
    trash().returned(key(media));
    trash().returned(key(media));

    assertThat(found(media).placement().isInTrash()).isFalse();
  }

  @Test
  void nothingIsLostOrReturnedThatNobodyKnows() {
    trash().lost(new OriginalKey(kim, "unknown.jpg"));
    trash().returned(new OriginalKey(kim, "unknown.jpg"));
    var media = pending();
    trash().lost(key(media));

    assertThat(found(media)).isEqualTo(media);
  }

  @Test
  void aDeletionThatDiesAnywhereIsDoneByTheEventOrTheNextAttempt() {
    for (int acts = 0; dies(acts, ready("a"), media -> trash().put(kim, media.id())); acts++) {
      var media = catalog.newest(kim, Optional.empty(), 1).stream().findFirst();
      media.map(TrashTests::key).ifPresent(trash()::lost);
      media.ifPresent(it -> {
        // Either nothing was done yet, or all is.
        assertThat(found(it).placement().isInTrash()).isEqualTo(!originals.isVisible(key(it)));
        trash().put(kim, it.id());
        assertThat(found(it).placement().isInTrash()).isTrue();
      });
    }
  }

  @Test
  void aRestorationThatDiesAnywhereIsDoneByTheEventOrTheNextAttempt() {
    int acts = 0;
    while (true) {
      var media = ready("a");
      trash().put(kim, media.id());
      if (!dies(acts++, media, it -> trash().restore(kim, it.id()))) {
        return;
      }
      trash().returned(key(media));
      assertThat(found(media).placement().isInTrash()).isEqualTo(!originals.isVisible(key(media)));
      trash().restore(kim, media.id());
      assertThat(found(media).placement().isInTrash()).isFalse();
    }
  }

  @Test
  void aRemovalThatDiesAnywhereIsDoneByTheSweep() {
    int acts = 0;
    while (true) {
      var media = ready("key " + acts);
      trash().put(kim, media.id());
      if (!dies(acts++, media, it -> trash().remove(kim, it.id()))) {
        return;
      }
      if (catalog.find(kim, media.id()).filter(it -> it.placement().isCondemned()).isPresent()) {
        sweep().sweep();
      } else if (catalog.find(kim, media.id()).isPresent()) {
        // Nothing was done yet.
        assertThat(trash().restore(kim, media.id()).placement().isInTrash()).isFalse();
        trash().put(kim, media.id());
        trash().remove(kim, media.id());
      }
      assertNothingIsLeftOf(media);
    }
  }

  private interface Work {
    void on(Media media);
  }

  /**
   * Lets so many acts happen, then dies.
   *
   * @return false when the work ended before
   */
  private boolean dies(int acts, Media media, Work work) {
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

  private static final class Published implements Publications {

    private final Set<String> media = new TreeSet<>();

    @Override
    public void publish(String owner, String mediaId, Collection<String> keys) {
      media.add(mediaId);
    }

    @Override
    public boolean isWhole(String mediaId, Collection<String> keys) {
      return media.contains(mediaId);
    }

    @Override
    public void withdraw(String owner, String mediaId) {
      media.remove(mediaId);
    }

    @Override
    public long countOf(String owner) {
      return media.size();
    }

    @Override
    public void removeAllOf(String owner) {
      media.clear();
    }
  }

  private Purge purge(MediaCatalog catalog) {
    return new Purge(
        catalog,
        with(OriginalVersions.class, originals, this::act),
        with(OldRenditions.class, renditions, this::act),
        with(Publications.class, published, this::act));
  }

  private Trash trash() {
    var mortal = with(MediaCatalog.class, catalog, this::act);
    return new Trash(
        mortal,
        with(UnfinishedUploads.class, uploads, this::act),
        with(OriginalVersions.class, originals, this::act),
        with(Publications.class, published, this::act),
        purge(mortal),
        clock);
  }

  private TrashSweep sweep() {
    return sweep(catalog);
  }

  private TrashSweep sweep(MediaCatalog catalog) {
    return new TrashSweep(catalog, purge(catalog), lease(), PROPERTIES, clock);
  }

  private MemoryLease lease() {
    return new MemoryLease("me", time, leases);
  }

  private Media pending() {
    var announced = new Announced("photo.jpg", "image/jpeg", 3, "a-checksum");
    return catalog.addFound(Media.pending(kim, MediaId.next(), announced));
  }

  private Media ready(String... keys) {
    var media = pending();
    originals.write(key(media), "one");
    kept.addAll(List.of(keys));
    return catalog.advance(media, media.with("v1", ready(List.of(keys))));
  }

  private static State ready(List<String> keys) {
    return new State.Ready(
        Optional.empty(),
        keys.stream().map(key -> new Picture("small", 1, 1, "image/jpeg", 3, key)).toList());
  }

  private static Media found(OwnerId owner, String path) {
    return Media.found(
        owner, MediaId.next(), path, new Announced(path, "image/jpeg", 3, Optional.empty()));
  }

  private Media found(Media media) {
    return catalog.find(media.owner(), media.id()).orElseThrow();
  }

  private void assertNothingIsLeftOf(Media media) {
    assertThat(catalog.find(media.owner(), media.id())).isEmpty();
    assertThat(originals.kept(key(media))).isZero();
    assertThat(kept).isEmpty();
  }

  private static OriginalKey key(Media media) {
    return new OriginalKey(media.owner(), media.path());
  }
}
