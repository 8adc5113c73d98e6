package dev.madang.media.delivery;

import java.util.List;

/** What stands between renditions and those who look at them, if anything does. */
public interface Cdn {

  /** Makes it forget every path of an owner. Returns when the wish is accepted. */
  Purged purge(String owner);

  /** The same for what visitors of shares were shown, by the folders of the shares. */
  Purged purgeShared(List<String> folders);

  /** The same for what everybody was shown, by the ids of the media. */
  Purged purgePublic(List<String> mediaIds);

  /** What became of the wish. */
  sealed interface Purged {

    record Paths() implements Purged {}

    record NoCdn() implements Purged {}
  }
}
