package dev.madang.user.account;

import dev.madang.user.pool.TooManyAttempts;
import dev.madang.user.profile.Profile;
import dev.madang.user.profile.UserId;
import java.util.Optional;

/**
 * Who may sign in. Refusals are facts: {@link WrongCode}, {@link WrongCredentials}, {@link
 * NotConfirmed}, {@link FurtherStepNeeded}, {@link WeakPassword}, {@link TokenRevoked}, {@link
 * TooManyAttempts}. None of them, nor its absence, tells a stranger whether an address has an
 * account.
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

  SignIn signIn(String email, String password);

  /** Answers {@link Challenge#TOTP}; after a wrong code the sign-in stays open. */
  SignIn answerWithCode(OpenSignIn open, String code);

  /** Answers {@link Challenge#NEW_PASSWORD}. */
  SignIn answerWithNewPassword(OpenSignIn open, String password);

  /** New access and ID tokens; the refresh token stays the same. */
  Tokens refresh(String refreshToken);

  /** Ends the sign-in that a refresh token belongs to. Twice is once. */
  void revoke(String refreshToken);

  /** Ends every sign-in of the token's user. Twice is once. */
  void revokeAll(String accessToken);

  /** Ends every sign-in of a user. */
  void revokeAll(UserId user);

  /** Sends a code for a new password; an address without an account gets none. */
  void forgetPassword(String email);

  void resetPassword(String email, String code, String password);

  void changePassword(String accessToken, String old, String password);

  /** What the account tells of the user to whom the token was issued. */
  Profile owner(String accessToken);

  /** The user with this address; only for what happens after the answer. */
  Optional<UserId> find(String email);
}
