package dev.madang.media.share;

import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A link that shows a media item or an album to everyone who has it.
 *
 * @param title that visitors see
 * @param allowOriginals whether visitors may download originals, without their metadata
 * @param password a hash of {@link SharePasswords}; empty if none is required
 * @param createdAt in milliseconds
 * @param expiresAt in milliseconds
 * @param revokedAt in milliseconds; empty unless revoked
 */
record ShareLink(
    ShareLinkId id,
    UserId userId,
    Target target,
    Optional<String> title,
    boolean allowOriginals,
    Optional<String> password,
    ShareKey key,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt) {

  sealed interface Target {

    record OneMedia(MediaId id) implements Target {}

    /** The items that it has at each request. */
    record WholeAlbum(AlbumId id) implements Target {}
  }

  boolean isOpen(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(expiresAt);
  }

  @Override
  public String toString() {
    return "ShareLink[%s of %s]".formatted(id, userId);
  }
}
