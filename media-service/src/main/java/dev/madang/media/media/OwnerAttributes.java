package dev.madang.media.media;

import dev.madang.media.AlbumId;
import java.time.Instant;
import java.util.Optional;

/**
 * What its owner does with a media; independent of what becomes of the original.
 *
 * @param name empty until it is called other than it was when it came
 * @param album in which it was put, at most one. It may be gone by now: then the media is in none,
 *     see {@link Albums#standing}
 * @param visibility who may see its renditions
 * @param deletedAt since when it is in the trash, in milliseconds; {@link Instant#EPOCH} when it is
 *     being removed for good
 * @param revision changes with each other component
 */
public record OwnerAttributes(
    Optional<String> name,
    Optional<AlbumId> album,
    Visibility visibility,
    Optional<Instant> deletedAt,
    long revision) {

  public static final OwnerAttributes INITIAL =
      new OwnerAttributes(
          Optional.empty(), Optional.empty(), Visibility.PRIVATE, Optional.empty(), 0);

  /** Who may see the renditions without being asked who they are. */
  public enum Visibility {
    PRIVATE,
    PUBLIC
  }

  public boolean isInTrash() {
    return deletedAt.isPresent();
  }

  /** Whether it is being removed for good: from then on nothing brings it back. */
  public boolean isPurging() {
    return deletedAt.filter(Instant.EPOCH::equals).isPresent();
  }

  public OwnerAttributes named(String name) {
    return new OwnerAttributes(Optional.of(name), album, visibility, deletedAt, revision + 1);
  }

  public OwnerAttributes in(Optional<AlbumId> album) {
    return new OwnerAttributes(name, album, visibility, deletedAt, revision + 1);
  }

  public OwnerAttributes seenBy(Visibility visibility) {
    return new OwnerAttributes(name, album, visibility, deletedAt, revision + 1);
  }

  /** Nobody but its owner sees what is in the trash, nor what comes out of it. */
  public OwnerAttributes inTrashSince(Instant deletedAt) {
    return new OwnerAttributes(
        name, album, Visibility.PRIVATE, Optional.of(deletedAt), revision + 1);
  }

  public OwnerAttributes purging() {
    return inTrashSince(Instant.EPOCH);
  }

  public OwnerAttributes restored() {
    return new OwnerAttributes(name, album, visibility, Optional.empty(), revision + 1);
  }
}
