package dev.madang.user.account;

class TooManyAttempts extends RuntimeException {

  TooManyAttempts(Throwable cause) {
    super("Too many attempts; try again later.", cause);
  }
}
