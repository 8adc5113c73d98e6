package dev.madang.media.cdn;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Signed cookies for the renditions in a folder. */
public interface CdnCookies {

  /**
   * @param folder of the bucket of renditions, ending with a slash
   */
  CdnAccess accessTo(String folder);

  sealed interface CdnAccess {

    /**
     * @param baseUrl the URL of the CDN
     * @param path of the URLs that need the cookies
     * @param cookies by name
     * @param expiresAt when they stop working
     */
    record Cookies(URI baseUrl, String path, Map<String, String> cookies, Instant expiresAt)
        implements CdnAccess {

      /** Without the cookies, which are credentials. */
      @Override
      public String toString() {
        return "Cookies[path=" + path + ", expiresAt=" + expiresAt + "]";
      }
    }

    /** There is no CDN: links are presigned. */
    record NotNeeded() implements CdnAccess {}
  }
}
