package dev.madang.media.catalog;

class InvalidCursor extends RuntimeException {

  InvalidCursor(Throwable cause) {
    super(cause);
  }
}
