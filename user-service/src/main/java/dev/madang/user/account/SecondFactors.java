package dev.madang.user.account;

import java.util.Optional;

/** The authenticator apps of the users. A token that is no longer good is {@link TokenRevoked}. */
interface SecondFactors {

  /** A secret for a new app, in Base32. It counts as soon as a code of it was told. */
  String newSecret(String accessToken);

  /**
   * From now on a sign-in asks for a code of the new app.
   *
   * @throws WrongCode if it is not one that the app shows
   * @throws TotpNotBegun if there is no new secret
   */
  void enable(String accessToken, String code, Optional<String> deviceName);

  void disable(String accessToken);
}
