package dev.madang.user.security;

class InvalidCursor extends RuntimeException {

  InvalidCursor(Throwable cause) {
    super("Not a cursor of ours", cause);
  }
}
