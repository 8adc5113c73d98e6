package dev.madang.media.cdn;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** What lets a viewer see everything in a folder at once. */
public interface CdnCookies {

  /**
   * @param folder of the bucket of renditions, with a slash at its end
   */
  CdnAccess to(String folder);

  sealed interface CdnAccess {

    /**
     * @param baseUrl where the addresses begin that they open
     * @param path to which the cookies are to be sent
     * @param cookies by their names
     * @param expiresAt from when they open nothing; asking again gives others
     */
    record Cookies(URI baseUrl, String path, Map<String, String> cookies, Instant expiresAt)
        implements CdnAccess {

      /** Who has them sees the pictures. */
      @Override
      public String toString() {
        return "Cookies[path=" + path + ", expiresAt=" + expiresAt + "]";
      }
    }

    /** None is needed: each link opens what it names by itself. */
    record NotNeeded() implements CdnAccess {}
  }
}
