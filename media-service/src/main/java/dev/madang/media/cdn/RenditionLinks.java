package dev.madang.media.cdn;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The URLs of renditions. */
public interface RenditionLinks {

  /**
   * A URL for the user of a key below {@code private/{userId}/}, who needs a CDN session if there
   * is a CDN; for everyone if the key is below {@code public/}.
   */
  Link to(String key);

  /** A URL that needs no CDN session until it expires. */
  Link temporaryUrl(String key, Duration validity);

  /**
   * A URL that negotiates the format by {@code Accept}; empty if there is no CDN.
   *
   * @param key of the rendition in any format
   */
  Optional<Link> negotiatedUrl(String key);

  /**
   * @param expiresAt empty if the URL does not expire
   */
  record Link(URI url, Optional<Instant> expiresAt) {}
}
