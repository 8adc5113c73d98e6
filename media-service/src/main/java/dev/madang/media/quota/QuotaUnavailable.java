package dev.madang.media.quota;

/** user-service cannot tell just now. */
public class QuotaUnavailable extends RuntimeException {

  public QuotaUnavailable(Throwable cause) {
    super("user-service cannot tell", cause);
  }
}
