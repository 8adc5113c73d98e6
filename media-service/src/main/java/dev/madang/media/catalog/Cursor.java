package dev.madang.media.catalog;

/** Where a reader of a list of media stopped. */
public record Cursor(MediaId last) {

  public static Cursor parse(String cursor) {
    return new Cursor(Cursors.parse(cursor, MediaId::new));
  }

  @Override
  public String toString() {
    return Cursors.of(last.value());
  }
}
