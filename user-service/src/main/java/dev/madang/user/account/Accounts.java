package dev.madang.user.account;

import dev.madang.user.profile.Profile;

/**
 * Who may sign in. Refusals are facts: {@link WrongCode}, {@link WrongCredentials}, {@link
 * NotConfirmed}, {@link FurtherStepNeeded}, {@link WeakPassword}, {@link TokenRevoked}, {@link
 * TooManyAttempts}.
 */
interface Accounts {

  /**
   * Opens an account that waits for the code sent to its address. An address that has one already
   * gets no second account, and the caller is not told.
   */
  void open(String email, String password, String displayName);

  void confirm(String email, String code);

  /** Sends another code. An unknown or confirmed address gets none, and the caller is not told. */
  void sendCodeAgain(String email);

  Tokens signIn(String email, String password);

  /** New access and ID tokens; the refresh token stays the same. */
  Tokens refresh(String refreshToken);

  /** What the account tells of the user to whom the token was issued. */
  Profile owner(String accessToken);
}
