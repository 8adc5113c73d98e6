package dev.madang.media.catalog;

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
public record Placement(
    Optional<String> name,
    Optional<AlbumId> album,
    Visibility visibility,
    Optional<Instant> deletedAt,
    long revision) {

  public static final Placement AT_FIRST =
      new Placement(Optional.empty(), Optional.empty(), Visibility.PRIVATE, Optional.empty(), 0);

  /** Who may see the renditions without being asked who they are. */
  public enum Visibility {
    PRIVATE,
    PUBLIC
  }

  public boolean isInTrash() {
    return deletedAt.isPresent();
  }

  /** Whether it is being removed for good: from then on nothing brings it back. */
  public boolean isCondemned() {
    return deletedAt.filter(Instant.EPOCH::equals).isPresent();
  }

  public Placement named(String name) {
    return new Placement(Optional.of(name), album, visibility, deletedAt, revision + 1);
  }

  public Placement in(Optional<AlbumId> album) {
    return new Placement(name, album, visibility, deletedAt, revision + 1);
  }

  public Placement seenBy(Visibility visibility) {
    return new Placement(name, album, visibility, deletedAt, revision + 1);
  }

  /** Nobody but its owner sees what is in the trash, nor what comes out of it. */
  public Placement inTrashSince(Instant deletedAt) {
    return new Placement(name, album, Visibility.PRIVATE, Optional.of(deletedAt), revision + 1);
  }

  public Placement condemned() {
    return inTrashSince(Instant.EPOCH);
  }

  public Placement restored() {
    return new Placement(name, album, visibility, Optional.empty(), revision + 1);
  }
}
