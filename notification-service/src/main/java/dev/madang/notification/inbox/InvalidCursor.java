package dev.madang.notification.inbox;

class InvalidCursor extends RuntimeException {

  InvalidCursor(Throwable cause) {
    super("Not a cursor of ours", cause);
  }
}
