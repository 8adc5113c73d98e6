package dev.madang.media.quota;

public sealed interface ReservationResult {

  record Granted() implements ReservationResult {}

  /**
   * @param limit in bytes
   * @param used by objects, in bytes
   * @param reserved for open uploads, in bytes
   */
  record QuotaExceeded(long limit, long used, long reserved) implements ReservationResult {}

  record TooManyOpenUploads() implements ReservationResult {}
}
