package dev.madang.media.media;

import dev.madang.media.AlbumId;
import java.time.Instant;
import java.util.Optional;

/**
 * What its user decides about a media item, independent of the state of the original.
 *
 * @param name empty unless the item was renamed
 * @param album the id of an album that may no longer exist: see {@link AlbumLookup}
 * @param visibility who may see its renditions
 * @param deletedAt since when the item is in the trash, in milliseconds
 * @param isPurging whether the item is being removed for good: it cannot be restored
 * @param revision changes with each other component
 */
public record OwnerAttributes(
    Optional<String> name,
    Optional<AlbumId> album,
    Visibility visibility,
    Optional<Instant> deletedAt,
    boolean isPurging,
    long revision) {

  public static final OwnerAttributes INITIAL =
      new OwnerAttributes(
          Optional.empty(), Optional.empty(), Visibility.PRIVATE, Optional.empty(), false, 0);

  public enum Visibility {
    PRIVATE,
    PUBLIC
  }

  public boolean isInTrash() {
    return deletedAt.isPresent();
  }

  public OwnerAttributes named(String name) {
    return new OwnerAttributes(
        Optional.of(name), album, visibility, deletedAt, isPurging, revision + 1);
  }

  public OwnerAttributes in(Optional<AlbumId> album) {
    return new OwnerAttributes(name, album, visibility, deletedAt, isPurging, revision + 1);
  }

  public OwnerAttributes seenBy(Visibility visibility) {
    return new OwnerAttributes(name, album, visibility, deletedAt, isPurging, revision + 1);
  }

  /** An item in the trash is private, and stays so when it is restored. */
  public OwnerAttributes inTrashSince(Instant deletedAt) {
    return new OwnerAttributes(
        name, album, Visibility.PRIVATE, Optional.of(deletedAt), isPurging, revision + 1);
  }

  /** Of an item in the trash. */
  public OwnerAttributes purging() {
    return new OwnerAttributes(name, album, visibility, deletedAt, true, revision + 1);
  }

  public OwnerAttributes restored() {
    return new OwnerAttributes(name, album, visibility, Optional.empty(), false, revision + 1);
  }
}
