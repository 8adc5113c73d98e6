package dev.madang.media.share;

import java.time.Duration;

/** Too many wrong passwords in a row. */
class ShareLocked extends RuntimeException {

  private final Duration rest;

  ShareLocked(Duration rest) {
    this.rest = rest;
  }

  /** How long it will be locked. */
  Duration rest() {
    return rest;
  }
}
