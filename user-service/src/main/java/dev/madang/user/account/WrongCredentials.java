package dev.madang.user.account;

class WrongCredentials extends RuntimeException {

  WrongCredentials(Throwable cause) {
    super("The address or the password is wrong.", cause);
  }
}
