package dev.madang.gateway.cache;

import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/** How a request to GET or HEAD a resource was answered. */
public enum CacheResult {
  /** By a fresh stored response. */
  HIT("hit"),
  /** By a stale response, which is revalidated in the background. */
  STALE("hit; detail=stale-while-revalidate"),
  /** By the response that another request was just fetching. */
  COLLAPSED("fwd=miss; collapsed"),
  /** By a stored response that its service confirmed. */
  REVALIDATED("fwd=stale; fwd-status=304"),
  /** By a stale response, because its service failed. */
  STALE_IF_ERROR("fwd=stale; detail=stale-if-error"),
  /** By the service; the response replaces a stored one. */
  REPLACED("fwd=stale; stored"),
  /** By the service; the response is stored. */
  STORED("fwd=miss; stored"),
  /** By the service; the response is not stored. */
  MISS("fwd=miss"),
  /** By the service, since the request cannot use the cache. */
  BYPASS("fwd=bypass");

  private final CharSequence cacheStatus;
  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  CacheResult(String parameters) {
    this.cacheStatus = HttpHeaders.createOptimized("madang; " + parameters);
  }

  /** For logs and metrics. */
  public String label() {
    return label;
  }

  /** The value of {@code Cache-Status} (RFC 9211). */
  public CharSequence cacheStatus() {
    return cacheStatus;
  }
}
