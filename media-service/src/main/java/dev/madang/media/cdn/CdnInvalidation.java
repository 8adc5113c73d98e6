package dev.madang.media.cdn;

import java.util.List;

/** What stands between renditions and those who look at them, if anything does. */
public interface CdnInvalidation {

  /** Makes it forget every path of an owner. Returns when the wish is accepted. */
  InvalidationResult purge(String userId);

  /** The same for what visitors of shares were shown, by the folders of the shares. */
  InvalidationResult purgeShared(List<String> folders);

  /** The same for what everybody was shown, by the ids of the media. */
  InvalidationResult purgePublic(List<String> mediaIds);

  /** What became of the wish. */
  sealed interface InvalidationResult {

    record Requested() implements InvalidationResult {}

    record NoCdnConfigured() implements InvalidationResult {}
  }
}
