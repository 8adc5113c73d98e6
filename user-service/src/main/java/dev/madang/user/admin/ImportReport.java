package dev.madang.user.admin;

import java.util.List;
import java.util.stream.Stream;

/** The lines of a file that created no user, in order. */
record ImportReport(List<Entry> entries) {

  static final ImportReport EMPTY = new ImportReport(List.of());

  /**
   * @param outcome {@code exists} or {@code rejected}
   * @param reason why it was rejected, else empty
   */
  record Entry(int line, String outcome, String reason) {

    static Entry exists(int line) {
      return new Entry(line, "exists", "");
    }

    static Entry rejected(int line, String reason) {
      return new Entry(line, "rejected", reason);
    }
  }

  /** Adds the entries of a slice, and drops those of an earlier attempt at it. */
  ImportReport with(int firstLine, List<Entry> slice) {
    return new ImportReport(
        Stream.concat(entries.stream().filter(it -> it.line() < firstLine), slice.stream())
            .toList());
  }

  long count(String outcome) {
    return entries.stream().filter(it -> it.outcome().equals(outcome)).count();
  }
}
