package dev.madang.user.accountdeletion;

/**
 * How many items of a store were deleted.
 *
 * @param note what the number does not say; may be empty
 */
record StoreCount(long deleted, String note) {

  static StoreCount of(long deleted) {
    return new StoreCount(deleted, "");
  }

  /** The format in checkpoints and in the table. */
  static StoreCount parse(String text) {
    var parts = text.split(" ", 2);
    return new StoreCount(Long.parseLong(parts[0]), parts.length == 1 ? "" : parts[1]);
  }

  @Override
  public String toString() {
    return note.isEmpty() ? Long.toString(deleted) : deleted + " " + note;
  }
}
