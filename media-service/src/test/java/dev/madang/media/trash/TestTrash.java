package dev.madang.media.trash;

import dev.madang.media.OriginalKey;
import dev.madang.media.cdn.MemoryPublicRenditions;
import dev.madang.media.media.MediaCatalog;
import java.time.Clock;
import java.util.function.Predicate;

/** A trash that hears of originals, and cannot remove any. */
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
    var publications = new MemoryPublicRenditions();
    return new Trash(
        catalog,
        (userId, id) -> {
          throw new AssertionError("no upload ends here");
        },
        originals,
        publications,
        new Purge(
            catalog,
            originals,
            _ -> {
              throw new AssertionError("nothing is removed here");
            },
            publications),
        clock);
  }
}
