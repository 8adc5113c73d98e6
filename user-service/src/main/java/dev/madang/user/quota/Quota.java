package dev.madang.user.quota;

/**
 * How much a private space may hold, in bytes.
 *
 * @param used by the objects that are there; more than the limit when they came past us
 * @param reserved for uploads that may come
 */
public record Quota(long limit, long used, long reserved) {

  /** Never below 0. */
  public long available() {
    return Math.max(0, limit - used - reserved);
  }
}
