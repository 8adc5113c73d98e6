package dev.madang.user.file;

class InvalidCursor extends RuntimeException {

  InvalidCursor() {}

  InvalidCursor(Throwable cause) {
    super(cause);
  }
}
