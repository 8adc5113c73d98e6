package dev.madang.media.cdn;

import java.util.List;

/** Removes renditions from the cache of the CDN, if there is one. */
public interface CdnInvalidation {

  /** Invalidates every path of a user. Returns when the request is accepted. */
  InvalidationResult purge(String userId);

  /** Invalidates the shared copies in the folders of share links. */
  InvalidationResult purgeShared(List<String> folders);

  /** Invalidates the public copies of media items. */
  InvalidationResult purgePublic(List<String> mediaIds);

  sealed interface InvalidationResult {

    record Requested() implements InvalidationResult {}

    record NoCdnConfigured() implements InvalidationResult {}
  }
}
