package dev.madang.media.upload;

import dev.madang.media.quota.ReservationResult;

/** There is no room for the file. */
class QuotaRefused extends RuntimeException {

  private final ReservationResult reserved;

  QuotaRefused(ReservationResult reserved) {
    this.reserved = reserved;
  }

  ReservationResult reserved() {
    return reserved;
  }
}
