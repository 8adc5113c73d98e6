package dev.madang.user.admin;

import java.util.List;
import java.util.stream.Stream;

/** The lines of a file that made no user, in their order. */
record ImportReport(List<Entry> entries) {

  static final ImportReport EMPTY = new ImportReport(List.of());

  /**
   * @param outcome {@code exists} or {@code refused}
   * @param reason why it was refused, else empty
   */
  record Entry(int line, String outcome, String reason) {

    static Entry exists(int line) {
      return new Entry(line, "exists", "");
    }

    static Entry refused(int line, String reason) {
      return new Entry(line, "refused", reason);
    }
  }

  /**
   * With what a slice says that begins at a line; what an earlier attempt at it said is dropped.
   */
  ImportReport with(int firstLine, List<Entry> slice) {
    return new ImportReport(
        Stream.concat(entries.stream().filter(it -> it.line() < firstLine), slice.stream())
            .toList());
  }

  long count(String outcome) {
    return entries.stream().filter(it -> it.outcome().equals(outcome)).count();
  }
}
