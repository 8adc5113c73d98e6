package dev.madang.media.catalog;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Behaves as the table does; {@link AlbumsContract} holds both to it. */
public class MemoryAlbums implements Albums {

  private record Place(OwnerId owner, AlbumId id) {}

  private record Use(OwnerId owner, IdempotencyKey key) {}

  private final Map<Place, Album> all = new HashMap<>();
  private final Map<Use, Album> used = new HashMap<>();

  @Override
  public Added add(Album asked, Optional<IdempotencyKey> key) {
    var before = key.map(it -> used.putIfAbsent(new Use(asked.owner(), it), asked));
    if (before.isPresent()) {
      var first = before.get();
      return first.name().equals(asked.name())
          ? find(first.owner(), first.id())
              .<Added>map(Added.Kept::new)
              .orElseGet(() -> new Added.Removed(first.id()))
          : new Added.KeyReused();
    }
    all.put(new Place(asked.owner(), asked.id()), asked);
    return new Added.Kept(asked);
  }

  @Override
  public Optional<Album> find(OwnerId owner, AlbumId id) {
    return Optional.ofNullable(all.get(new Place(owner, id)));
  }

  @Override
  public List<Album> newest(OwnerId owner, Optional<AlbumId> before, int limit) {
    return all.values().stream()
        .filter(it -> it.owner().equals(owner))
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((Album it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Set<AlbumId> standing(OwnerId owner, Set<AlbumId> asked) {
    return asked.stream().filter(it -> find(owner, it).isPresent()).collect(toSet());
  }

  @Override
  public Album rename(Album seen, String name) {
    var now = find(seen.owner(), seen.id()).orElseThrow(() -> new AlbumNotFound(seen.id().value()));
    if (now.revision() != seen.revision()) {
      return now;
    }
    all.put(new Place(seen.owner(), seen.id()), now.named(name));
    return now.named(name);
  }

  @Override
  public void remove(OwnerId owner, AlbumId id) {
    all.remove(new Place(owner, id));
  }
}
