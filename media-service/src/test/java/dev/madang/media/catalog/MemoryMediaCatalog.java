package dev.madang.media.catalog;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Behaves as the DynamoDB catalogue does; {@link MediaCatalogContract} holds both to it. */
public class MemoryMediaCatalog implements MediaCatalog {

  private record Place(OwnerId owner, MediaId id) {}

  private record Use(OwnerId owner, IdempotencyKey key) {}

  private record Bytes(OwnerId owner, String sha256, long size, String contentType) {

    static Bytes of(Media media) {
      var announced = media.announced();
      return new Bytes(
          media.owner(),
          announced.sha256().orElseThrow(),
          announced.size(),
          announced.contentType());
    }
  }

  private record FirstUse(Announced announced, MediaId id) {}

  private final Map<Place, Media> all = new HashMap<>();
  private final Map<Use, FirstUse> wished = new HashMap<>();
  private final Map<Bytes, MediaId> sent = new HashMap<>();

  @Override
  public Wish wish(Media media, Optional<IdempotencyKey> key) {
    var now = media.id().givenAt();
    var sameBytes =
        Optional.ofNullable(sent.get(Bytes.of(media)))
            .flatMap(id -> find(media.owner(), id))
            .filter(it -> !it.placement().isInTrash() && !it.isLapsed(now))
            .filter(it -> it.announced().sha256().equals(media.announced().sha256()))
            .filter(it -> !(it.state() instanceof Media.State.Rejected));
    if (key.isPresent()) {
      var use = new Use(media.owner(), key.get());
      var first = wished.get(use);
      if (first != null && !first.announced().equals(media.announced())) {
        return new Wish.KeyReused();
      }
      var byKey =
          Optional.ofNullable(first)
              .flatMap(it -> find(media.owner(), it.id()))
              .filter(it -> !it.isLapsed(now));
      if (byKey.isPresent()) {
        return new Wish.There(byKey.get());
      }
      var id = sameBytes.map(Media::id).orElse(media.id());
      wished.put(use, new FirstUse(media.announced(), id));
    }
    if (sameBytes.isPresent()) {
      return new Wish.There(sameBytes.get());
    }
    sent.put(Bytes.of(media), media.id());
    all.put(new Place(media.owner(), media.id()), media);
    return new Wish.Added(media);
  }

  public void forget(OwnerId owner) {
    all.keySet().removeIf(it -> it.owner().equals(owner));
    wished.keySet().removeIf(it -> it.owner().equals(owner));
    sent.keySet().removeIf(it -> it.owner().equals(owner));
  }

  @Override
  public Optional<Media> find(OwnerId owner, MediaId id) {
    return Optional.ofNullable(all.get(new Place(owner, id)));
  }

  @Override
  public List<Media> newest(OwnerId owner, Optional<MediaId> before, int limit) {
    return all.values().stream()
        .filter(it -> it.owner().equals(owner) && !it.placement().isInTrash())
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((Media it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Media addFound(Media media) {
    return findAt(media.owner(), media.path())
        .orElseGet(() -> {
          all.put(new Place(media.owner(), media.id()), media);
          return media;
        });
  }

  @Override
  public void makeKnown(Media media) {
    sent.merge(
        Bytes.of(media),
        media.id(),
        (before, now) -> find(media.owner(), before).isPresent() ? before : now);
  }

  @Override
  public Optional<Media> findAt(OwnerId owner, String path) {
    return all.values().stream()
        .filter(it -> it.owner().equals(owner) && it.path().equals(path))
        .findFirst();
  }

  @Override
  public List<Media> inAlbum(OwnerId owner, AlbumId album, Optional<MediaId> before, int limit) {
    return newest(owner, before, Integer.MAX_VALUE).stream()
        .filter(it -> it.placement().album().equals(Optional.of(album)))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Media> inTrash(OwnerId owner, Optional<MediaId> before, int limit) {
    return all(owner)
        .filter(it -> it.placement().isInTrash() && !it.placement().isCondemned())
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((Media it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Stream<MediaCatalog.Place> inTrashBefore(Instant moment) {
    return List.copyOf(all.values()).stream()
        .filter(it -> it.placement().deletedAt().filter(moment::isAfter).isPresent())
        .map(it -> new MediaCatalog.Place(it.owner(), it.id()));
  }

  @Override
  public Stream<Media> all(OwnerId owner) {
    return List.copyOf(all.values()).stream().filter(it -> it.owner().equals(owner));
  }

  @Override
  public boolean remove(Media seen) {
    var place = new Place(seen.owner(), seen.id());
    var now = all.get(place);
    if (now != null
        && !(isSeen(now, seen, seen.state() instanceof Media.State.Pending)
            && now.placement().revision() == seen.placement().revision())) {
      return false;
    }
    all.remove(place);
    sent.values().removeIf(seen.id()::equals);
    return true;
  }

  @Override
  public Media advance(Media seen, Media next) {
    return replace(
        seen,
        now -> isSeen(now, seen, next.state() instanceof Media.State.Pending),
        now -> next.with(now.placement()));
  }

  private static boolean isSeen(Media now, Media seen, boolean isSentAsSeen) {
    return now.state().code().equals(seen.state().code())
        && now.version().equals(seen.version())
        && (!isSentAsSeen || now.state().equals(seen.state()));
  }

  @Override
  public Media place(Media seen, Placement placement) {
    return replace(
        seen,
        now -> now.placement().revision() == seen.placement().revision(),
        now -> now.with(placement));
  }

  private Media replace(Media seen, Predicate<Media> isAsSeen, UnaryOperator<Media> change) {
    var now = find(seen.owner(), seen.id()).orElseThrow(() -> new MediaNotFound(seen.id().value()));
    if (!isAsSeen.test(now)) {
      return now;
    }
    var next = change.apply(now);
    all.put(new Place(seen.owner(), seen.id()), next);
    return next;
  }
}
