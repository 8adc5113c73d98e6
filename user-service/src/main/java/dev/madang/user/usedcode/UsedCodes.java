package dev.madang.user.usedcode;

/**
 * The one-time codes that were used within the last ten minutes. A client may send a request twice,
 * at once or because the first response was lost; Cognito accepts the code only once.
 */
public interface UsedCodes {

  /** What a code is for. */
  enum Purpose {
    CONFIRM_ADDRESS,
    RESET_PASSWORD,
    /** What follows {@link #RESET_PASSWORD}. */
    REVOKE_SESSIONS,
    ENABLE_TOTP
  }

  /**
   * Runs {@code use}, unless it has succeeded for the same code before. A simultaneous call waits
   * for the result of the first; if that fails or takes too long, it runs {@code use} itself.
   *
   * @param account whose code it is: an email address or a user id
   * @return whether {@code use} was run now
   */
  boolean use(Purpose purpose, String account, String code, Runnable use);
}
