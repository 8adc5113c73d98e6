package dev.madang.user.quota;

/** There is not so much space left. */
public class QuotaExceeded extends RuntimeException {

  private final Quota quota;

  QuotaExceeded(Quota quota) {
    this.quota = quota;
  }

  Quota quota() {
    return quota;
  }
}
