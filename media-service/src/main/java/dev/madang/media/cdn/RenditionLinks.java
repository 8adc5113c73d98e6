package dev.madang.media.cdn;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where renditions are to be had. */
public interface RenditionLinks {

  /**
   * To what is below {@code private/{userId}/} for its owner, who may have to ask for a session
   * first, and to what is below {@code public/} for everybody.
   */
  Link to(String key);

  /** The same to whoever has it, without a session, for as long. */
  Link temporaryUrl(String key, Duration validity);

  /**
   * To the stored format that suits the viewer best; empty where viewers have to choose themselves.
   *
   * @param key of the rendition in any of its formats
   */
  Optional<Link> negotiatedUrl(String key);

  /**
   * @param expiresAt from when the url opens nothing; empty when it stays
   */
  record Link(URI url, Optional<Instant> expiresAt) {}
}
