package dev.madang.media.share;

import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What an owner shows to who has the link.
 *
 * @param title what the owner wants to be read above it
 * @param originals whether originals are shown too, without their metadata
 * @param password as {@link SharePasswords} keeps it; empty when none is asked for
 * @param createdAt in milliseconds
 * @param expiresAt in milliseconds
 * @param revokedAt in milliseconds; empty unless it was revoked
 */
record ShareLink(
    ShareLinkId id,
    UserId userId,
    Target target,
    Optional<String> title,
    boolean originals,
    Optional<String> password,
    ShareKey key,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt) {

  sealed interface Target {

    record OneMedia(MediaId id) implements Target {}

    /** What is in it at each look. */
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
