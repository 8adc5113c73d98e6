package dev.madang.user.account;

class WrongCode extends RuntimeException {

  WrongCode(Throwable cause) {
    super("The code is wrong or expired.", cause);
  }
}
