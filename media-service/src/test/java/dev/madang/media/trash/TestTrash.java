package dev.madang.media.trash;

import dev.madang.media.OriginalKey;
import dev.madang.media.cdn.MemoryPublicRenditions;
import dev.madang.media.media.MediaCatalog;
import java.time.Clock;
import java.util.function.Predicate;

/** A trash for events of originals, which cannot remove any. */
public final class TestTrash {

  private TestTrash() {}

  public static Trash that(MediaCatalog catalog, Predicate<OriginalKey> isVisible, Clock clock) {
    var originals =
        new MemoryOriginalVersions() {
          @Override
          public boolean isVisible(OriginalKey key) {
            return isVisible.test(key);
          }
        };
    var publicRenditions = new MemoryPublicRenditions();
    return new Trash(
        catalog,
        (userId, id) -> {
          throw new AssertionError("discards no upload");
        },
        originals,
        publicRenditions,
        new Purge(
            catalog,
            originals,
            _ -> {
              throw new AssertionError("removes no renditions");
            },
            publicRenditions),
        clock);
  }
}
