package dev.madang.media.catalog;

import static java.util.Comparator.comparing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Behaves as the DynamoDB catalogue does; {@link MediaCatalogContract} holds both to it. */
public class MemoryMediaCatalog implements MediaCatalog {

  private record Place(OwnerId owner, MediaId id) {}

  private record Use(OwnerId owner, IdempotencyKey key) {}

  private final Map<Place, Media> all = new HashMap<>();
  private final Map<Use, MediaId> used = new HashMap<>();

  @Override
  public Media add(Media media, Optional<IdempotencyKey> key) {
    var id =
        key.map(it -> used.computeIfAbsent(new Use(media.owner(), it), _ -> media.id()))
            .orElse(media.id());
    return all.computeIfAbsent(
        new Place(media.owner(), id), _ -> Media.pending(media.owner(), id, media.announced()));
  }

  public void forget(OwnerId owner) {
    all.keySet().removeIf(it -> it.owner().equals(owner));
    used.keySet().removeIf(it -> it.owner().equals(owner));
  }

  @Override
  public Optional<Media> find(OwnerId owner, MediaId id) {
    return Optional.ofNullable(all.get(new Place(owner, id)));
  }

  @Override
  public List<Media> newest(OwnerId owner, Optional<MediaId> before, int limit) {
    return all.values().stream()
        .filter(it -> it.owner().equals(owner))
        .filter(it -> before.isEmpty() || it.id().value().compareTo(before.get().value()) < 0)
        .sorted(comparing((Media it) -> it.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Media settle(OwnerId owner, MediaId id, Media.State outcome) {
    var media = find(owner, id).orElseThrow(() -> new MediaNotFound(id.value()));
    if (media.state() instanceof Media.State.Pending) {
      media = new Media(owner, id, media.announced(), outcome);
      all.put(new Place(owner, id), media);
    }
    return media;
  }
}
