package dev.madang.media.catalog;

public class InvalidCursor extends RuntimeException {

  public InvalidCursor(Throwable cause) {
    super(cause);
  }
}
