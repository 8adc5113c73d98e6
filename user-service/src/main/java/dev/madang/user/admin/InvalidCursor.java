package dev.madang.user.admin;

class InvalidCursor extends RuntimeException {

  InvalidCursor(Throwable cause) {
    super("Not a cursor of ours", cause);
  }
}
