package dev.madang.media.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Behaves as the table does; {@link ClosuresContract} holds both to it. */
public class MemoryClosures implements Closures {

  private final MemoryMediaCatalog catalog;
  private final Map<OwnerId, Counted> closed = new HashMap<>();

  public MemoryClosures() {
    this(new MemoryMediaCatalog());
  }

  MemoryClosures(MemoryMediaCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Counted close(OwnerId owner, long originals, long renditions, long shares, Instant now) {
    var media = catalog.all(owner).count();
    return closed.computeIfAbsent(
        owner, _ -> new Counted(media, originals, renditions, shares, now));
  }

  @Override
  public boolean isClosed(OwnerId owner) {
    return closed.containsKey(owner);
  }

  @Override
  public void removeAllOf(OwnerId owner) {
    catalog.forget(owner);
  }
}
