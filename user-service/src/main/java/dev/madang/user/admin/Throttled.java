package dev.madang.user.admin;

/** The user pool takes no more just now. */
class Throttled extends RuntimeException {

  Throttled(Throwable cause) {
    super("Too many requests", cause);
  }
}
