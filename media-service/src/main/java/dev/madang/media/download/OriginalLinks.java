package dev.madang.media.download;

import dev.madang.media.media.MediaItem;

/** Lets users download the originals of their media items. */
public interface OriginalLinks {

  /**
   * Presigns a download of the version that was processed, as a file with the item's name.
   *
   * @throws dev.madang.defaults.problem.ProblemException {@code media-not-ready} or {@code
   *     media-in-trash}
   */
  DownloadLink create(MediaItem media);
}
