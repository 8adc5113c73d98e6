package dev.madang.media.upload;

import dev.madang.media.quota.Reserved;

/** There is no room for the file. */
class QuotaRefused extends RuntimeException {

  private final Reserved reserved;

  QuotaRefused(Reserved reserved) {
    this.reserved = reserved;
  }

  Reserved reserved() {
    return reserved;
  }
}
