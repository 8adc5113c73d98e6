package dev.madang.media.delivery;

import java.net.URI;
import java.time.Instant;

/** Opens private renditions to who holds the link, for a while. */
public interface Links {

  Link to(String key);

  /**
   * @param expiresAt from when the url opens nothing
   */
  record Link(URI url, Instant expiresAt) {}
}
