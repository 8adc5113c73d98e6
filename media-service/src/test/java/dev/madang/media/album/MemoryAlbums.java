package dev.madang.media.album;

import static dev.madang.media.MediaProblem.ALBUM_NOT_FOUND;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import dev.madang.media.AlbumId;
import dev.madang.media.IdempotencyKey;
import dev.madang.media.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Albums in memory; {@link AlbumsContract} tests both implementations. */
public class MemoryAlbums implements Albums {

  private record MediaKey(UserId userId, AlbumId id) {}

  private record Use(UserId userId, IdempotencyKey key) {}

  private final Map<MediaKey, Album> all = new HashMap<>();
  private final Map<Use, Album> used = new HashMap<>();

  @Override
  public Added add(Album album, Optional<IdempotencyKey> key) {
    var before = key.map(it -> used.putIfAbsent(new Use(album.userId(), it), album));
    if (before.isPresent()) {
      var first = before.get();
      if (!first.name().equals(album.name())) {
        return new Added.IdempotencyConflict();
      }
      var existing = find(first.userId(), first.id());
      if (existing.isPresent()) {
        return new Added.Created(existing.get());
      }
      used.put(new Use(album.userId(), key.orElseThrow()), album);
    }
    all.put(new MediaKey(album.userId(), album.id()), album);
    return new Added.Created(album);
  }

  @Override
  public Optional<Album> find(UserId userId, AlbumId id) {
    return Optional.ofNullable(all.get(new MediaKey(userId, id)));
  }

  @Override
  public List<Album> newest(UserId userId, Optional<AlbumId> before, int limit) {
    return all.values().stream()
        .filter(it -> it.userId().equals(userId))
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((Album it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Set<AlbumId> existing(UserId userId, Set<AlbumId> ids) {
    return ids.stream().filter(it -> find(userId, it).isPresent()).collect(toSet());
  }

  @Override
  public Album rename(Album seen, String name) {
    var now = find(seen.userId(), seen.id()).orElseThrow(ALBUM_NOT_FOUND::exception);
    if (now.revision() != seen.revision()) {
      return now;
    }
    all.put(new MediaKey(seen.userId(), seen.id()), now.named(name));
    return now.named(name);
  }

  @Override
  public long count(UserId userId) {
    return newest(userId, Optional.empty(), Integer.MAX_VALUE).size();
  }

  @Override
  public void removeAll(UserId userId) {
    all.keySet().removeIf(it -> it.userId().equals(userId));
    used.keySet().removeIf(it -> it.userId().equals(userId));
  }

  @Override
  public void remove(UserId userId, AlbumId id) {
    all.remove(new MediaKey(userId, id));
  }
}
