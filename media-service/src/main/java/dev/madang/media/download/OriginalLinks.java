package dev.madang.media.download;

import dev.madang.media.catalog.Media;
import java.net.URI;
import java.time.Instant;

/** Opens originals to who holds the link, for a while. */
public interface OriginalLinks {

  /**
   * Opens the version of the original that was looked at, as a file to be kept under the media's
   * name.
   *
   * @throws MediaNotReady unless it was found good: nothing else is given out
   * @throws dev.madang.media.catalog.MediaInTrash when it is deleted
   */
  Link to(Media media);

  /**
   * @param expiresAt from when the url opens nothing
   */
  record Link(URI url, Instant expiresAt) {}
}
