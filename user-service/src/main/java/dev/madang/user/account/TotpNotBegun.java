package dev.madang.user.account;

class TotpNotBegun extends RuntimeException {

  TotpNotBegun(Throwable cause) {
    super("There is no new secret.", cause);
  }
}
