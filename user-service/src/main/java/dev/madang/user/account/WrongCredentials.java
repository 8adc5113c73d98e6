package dev.madang.user.account;

class WrongCredentials extends RuntimeException {

  WrongCredentials(String reason) {
    super(reason);
  }

  WrongCredentials(Throwable cause) {
    super("The address or the password is wrong.", cause);
  }
}
