package dev.madang.media.media;

import static java.util.Comparator.comparing;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A catalog in memory; {@link MediaCatalogContract} tests both implementations. */
public class MemoryMediaCatalog implements MediaCatalog {

  private record MediaKey(UserId userId, MediaId id) {}

  private record Use(UserId userId, IdempotencyKey key) {}

  private record Bytes(UserId userId, String sha256, long size, String contentType) {

    static Bytes of(MediaItem media) {
      var declared = media.declared();
      return new Bytes(
          media.userId(), declared.sha256().orElseThrow(), declared.size(), declared.contentType());
    }
  }

  private record FirstUse(DeclaredFile declared, MediaId id) {}

  private final Map<MediaKey, MediaItem> all = new HashMap<>();
  private final Map<Use, FirstUse> firstUses = new HashMap<>();
  private final Map<Bytes, MediaId> sent = new HashMap<>();

  @Override
  public RegisterResult register(MediaItem media, Optional<IdempotencyKey> key) {
    var now = media.id().createdAt();
    var sameBytes =
        Optional.ofNullable(sent.get(Bytes.of(media)))
            .flatMap(id -> find(media.userId(), id))
            .filter(it -> !it.attributes().isInTrash() && !it.isExpired(now))
            .filter(it -> it.declared().sha256().equals(media.declared().sha256()))
            .filter(it -> !(it.state() instanceof MediaItem.State.Rejected));
    if (key.isPresent()) {
      var use = new Use(media.userId(), key.get());
      var first = firstUses.get(use);
      if (first != null && !first.declared().equals(media.declared())) {
        return new RegisterResult.IdempotencyConflict();
      }
      var byKey =
          Optional.ofNullable(first)
              .flatMap(it -> find(media.userId(), it.id()))
              .filter(it -> !it.attributes().isInTrash() && !it.isExpired(now))
              .filter(it -> it.declared().sha256().equals(media.declared().sha256()));
      if (byKey.isPresent()) {
        return new RegisterResult.AlreadyExists(byKey.get());
      }
      var id = sameBytes.map(MediaItem::id).orElse(media.id());
      firstUses.put(use, new FirstUse(media.declared(), id));
    }
    if (sameBytes.isPresent()) {
      return new RegisterResult.AlreadyExists(sameBytes.get());
    }
    sent.put(Bytes.of(media), media.id());
    all.put(new MediaKey(media.userId(), media.id()), media);
    return new RegisterResult.Added(media);
  }

  public void forget(UserId userId) {
    all.keySet().removeIf(it -> it.userId().equals(userId));
    firstUses.keySet().removeIf(it -> it.userId().equals(userId));
    sent.keySet().removeIf(it -> it.userId().equals(userId));
  }

  @Override
  public Optional<MediaItem> find(UserId userId, MediaId id) {
    return Optional.ofNullable(all.get(new MediaKey(userId, id)));
  }

  @Override
  public List<MediaItem> newest(UserId userId, Optional<MediaId> before, int limit) {
    return all.values().stream()
        .filter(it -> it.userId().equals(userId) && !it.attributes().isInTrash())
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((MediaItem it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public MediaItem registerDiscovered(MediaItem media) {
    return findAt(media.userId(), media.path())
        .orElseGet(() -> {
          all.put(new MediaKey(media.userId(), media.id()), media);
          return media;
        });
  }

  @Override
  public void indexByChecksum(MediaItem media) {
    sent.merge(
        Bytes.of(media),
        media.id(),
        (before, now) -> find(media.userId(), before).isPresent() ? before : now);
  }

  @Override
  public Optional<MediaItem> findAt(UserId userId, String path) {
    return all.values().stream()
        .filter(it -> it.userId().equals(userId) && it.path().equals(path))
        .findFirst();
  }

  @Override
  public List<MediaItem> inAlbum(
      UserId userId, AlbumId album, Optional<MediaId> before, int limit) {
    return newest(userId, before, Integer.MAX_VALUE).stream()
        .filter(it -> it.attributes().album().equals(Optional.of(album)))
        .limit(limit)
        .toList();
  }

  @Override
  public List<MediaItem> inTrash(UserId userId, Optional<MediaId> before, int limit) {
    return all(userId)
        .filter(it -> it.attributes().isInTrash() && !it.attributes().isPurging())
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((MediaItem it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Stream<MediaCatalog.MediaKey> inTrashBefore(Instant moment) {
    return List.copyOf(all.values()).stream()
        .filter(it ->
            it.attributes().isPurging()
                || it.attributes().deletedAt().filter(moment::isAfter).isPresent())
        .map(it -> new MediaCatalog.MediaKey(it.userId(), it.id()));
  }

  @Override
  public Stream<MediaItem> all(UserId userId) {
    return List.copyOf(all.values()).stream().filter(it -> it.userId().equals(userId));
  }

  @Override
  public boolean remove(MediaItem seen) {
    var key = new MediaKey(seen.userId(), seen.id());
    var now = all.get(key);
    if (now != null
        && !(isUnchanged(now, seen, seen.state() instanceof MediaItem.State.Pending)
            && now.attributes().revision() == seen.attributes().revision())) {
      return false;
    }
    all.remove(key);
    sent.values().removeIf(seen.id()::equals);
    return true;
  }

  @Override
  public Optional<MediaItem> updateState(MediaItem seen, MediaItem next) {
    return replace(
        seen,
        now -> isUnchanged(now, seen, next.state() instanceof MediaItem.State.Pending),
        now -> next.with(now.attributes()));
  }

  private static boolean isUnchanged(MediaItem now, MediaItem seen, boolean comparesUpload) {
    return now.state().code().equals(seen.state().code())
        && now.version().equals(seen.version())
        && (!comparesUpload || now.state().equals(seen.state()));
  }

  @Override
  public Optional<MediaItem> updateOwnerAttributes(MediaItem seen, OwnerAttributes attributes) {
    return replace(
        seen,
        now -> now.attributes().revision() == seen.attributes().revision(),
        now -> now.with(attributes));
  }

  private Optional<MediaItem> replace(
      MediaItem seen, Predicate<MediaItem> isAsSeen, UnaryOperator<MediaItem> change) {
    return Optional.ofNullable(
        all.computeIfPresent(
            new MediaKey(seen.userId(), seen.id()),
            (_, now) -> isAsSeen.test(now) ? change.apply(now) : now));
  }
}
