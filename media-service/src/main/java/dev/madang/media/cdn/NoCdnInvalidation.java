package dev.madang.media.cdn;

import java.util.List;

/** Without a CDN nothing is cached. */
class NoCdnInvalidation implements CdnInvalidation {

  @Override
  public InvalidationResult purge(String userId) {
    return new InvalidationResult.NoCdnConfigured();
  }

  @Override
  public InvalidationResult purgePublic(List<String> mediaIds) {
    return new InvalidationResult.NoCdnConfigured();
  }

  @Override
  public InvalidationResult purgeShared(List<String> folders) {
    return new InvalidationResult.NoCdnConfigured();
  }
}
