package dev.madang.media.cdn;

/** Without a CDN links are presigned. */
class NoCdnCookies implements CdnCookies {

  @Override
  public CdnAccess accessTo(String folder) {
    return new CdnAccess.NotNeeded();
  }
}
