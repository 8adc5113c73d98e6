package dev.madang.user.account;

/** The token was good when it was issued; its user has signed out since, or is gone. */
class TokenRevoked extends RuntimeException {

  TokenRevoked(Throwable cause) {
    super("The token is revoked.", cause);
  }
}
