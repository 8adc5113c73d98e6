package dev.madang.gateway.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The response cache.
 *
 * @param enabled whether responses are stored and used; if not, every request reaches its service
 * @param storage which responses are stored
 * @param maxSize of all stored responses with their headers and keys; as much again is the limit of
 *     those that are just arriving
 * @param maxEntrySize of the body of one stored response; a larger one passes without being stored
 * @param maxVariants of one URL that {@code Vary} distinguishes; the oldest is dropped
 * @param maxWaiting requests in all that wait for a response that another request is fetching;
 *     further ones are forwarded
 * @param staleIfError how long after its expiry a stored response answers while its service fails,
 *     if its {@code Cache-Control} neither says how long nor forbids it
 */
@ConfigurationProperties("gateway.cache")
record CacheProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("public-only") Storage storage,
    @DefaultValue("8MB") DataSize maxSize,
    @DefaultValue("256KB") DataSize maxEntrySize,
    @DefaultValue("16") int maxVariants,
    @DefaultValue("1000") int maxWaiting,
    @DefaultValue("0s") Duration staleIfError) {

  /** Which responses are stored. */
  enum Storage {
    /** Those with {@code Cache-Control: public} and a lifetime, and without {@code Set-Cookie}. */
    PUBLIC_ONLY,
    /** All that RFC 9111 permits, also with a heuristic lifetime or with {@code Set-Cookie}. */
    RFC_9111
  }
}
