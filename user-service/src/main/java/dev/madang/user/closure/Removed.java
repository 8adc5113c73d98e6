package dev.madang.user.closure;

/**
 * How much of a store was removed.
 *
 * @param note what the number does not say; may be empty
 */
record Removed(long count, String note) {

  static Removed of(long count) {
    return new Removed(count, "");
  }

  /** As a checkpoint and the table keep it. */
  static Removed parse(String text) {
    var parts = text.split(" ", 2);
    return new Removed(Long.parseLong(parts[0]), parts.length == 1 ? "" : parts[1]);
  }

  @Override
  public String toString() {
    return note.isEmpty() ? Long.toString(count) : count + " " + note;
  }
}
