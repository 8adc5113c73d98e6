package dev.madang.media.quota;

/** What became of the wish to reserve space. */
public sealed interface ReservationResult {

  record Granted() implements ReservationResult {}

  /**
   * So much is not left.
   *
   * @param limit in bytes
   * @param used by what is there, in bytes
   * @param reserved for uploads that may still come, in bytes
   */
  record QuotaExceeded(long limit, long used, long reserved) implements ReservationResult {}

  /** So many uploads were asked for and have neither come nor ended. */
  record TooManyOpenUploads() implements ReservationResult {}
}
