package dev.madang.media.cdn;

/** Without a CDN each link is signed by itself. */
class NoCdnCookies implements CdnCookies {

  @Override
  public CdnAccess to(String folder) {
    return new CdnAccess.NotNeeded();
  }
}
