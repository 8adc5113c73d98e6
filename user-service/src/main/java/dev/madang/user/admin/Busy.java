package dev.madang.user.admin;

/** The user pool takes no more just now. */
class Busy extends RuntimeException {

  Busy(Throwable cause) {
    super("Too many requests", cause);
  }
}
