package dev.madang.user.admin;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.web.Text;
import dev.madang.user.profile.Locales;
import dev.madang.user.profile.TimeZones;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * A CSV file of users in UTF-8: a header with {@code email} and any of the other columns in any
 * order, then one row per user.
 */
record ImportFile(List<Line> lines) {

  /** The first line: email and other columns, in any order; for the spec. */
  static final String HEADER =
      "^((displayName|locale|timeZone),)*email(,(displayName|locale|timeZone))*(\\r?\\n|$)";

  private static final Set<String> COLUMNS = Set.of("email", "displayName", "locale", "timeZone");
  private static final int MAX_NAME_LENGTH = 100;
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@\",<>()\\[\\]\\\\:;]{1,64}@[^\\s@\",<>()\\[\\]\\\\:;]+\\.[^\\s@\",<>]+");
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
          .build();

  /** A row of the file, with the number of its first line. */
  sealed interface Line {
    int number();

    record Valid(int number, ImportRow row) implements Line {}

    /**
     * @param reason in kebab case
     */
    record Invalid(int number, String reason) implements Line {}
  }

  /**
   * @throws ProblemException {@code invalid-request}
   */
  static ImportFile parse(byte[] bytes) {
    var lines = new ArrayList<Line>();
    try (var rows =
        CSV.readerFor(String[].class).<String[]>readValues(withoutByteOrderMark(text(bytes)))) {
      if (!rows.hasNextValue()) {
        throw invalidFile("must not be empty");
      }
      var columns = columns(rows.nextValue());
      while (rows.hasNextValue()) {
        var number = rows.currentLocation().getLineNr();
        lines.add(line(number, columns, rows.nextValue()));
      }
    } catch (JacksonException malformed) {
      throw invalidFile(
          "must be CSV, also after line " + (lines.isEmpty() ? 1 : lines.getLast().number()));
    }
    return new ImportFile(List.copyOf(lines));
  }

  private static ProblemException invalidFile(String message) {
    return CommonProblem.invalid("body", message);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw invalidFile("must be UTF-8");
    }
  }

  /** Spreadsheets write one. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<String> columns(String[] header) {
    var columns = List.of(header);
    if (!COLUMNS.containsAll(columns) || Set.copyOf(columns).size() != columns.size()) {
      throw invalidFile("must only have the columns email, displayName, locale and timeZone");
    }
    if (!columns.contains("email")) {
      throw invalidFile("must have a column email");
    }
    return columns;
  }

  private static Line line(int number, List<String> columns, String[] cells) {
    if (cells.length != columns.size()) {
      return new Line.Invalid(number, "wrong-number-of-columns");
    }
    var email = cell(columns, cells, "email");
    if (email.filter(it -> it.length() <= 254 && EMAIL.matcher(it).matches()).isEmpty()) {
      return new Line.Invalid(number, "invalid-email");
    }
    var displayName = cell(columns, cells, "displayName");
    if (displayName.filter(it -> !Text.isVisibleName(it, MAX_NAME_LENGTH)).isPresent()) {
      return new Line.Invalid(number, "invalid-display-name");
    }
    var tag = cell(columns, cells, "locale");
    var locale = tag.flatMap(Locales::known);
    if (tag.isPresent() && locale.isEmpty()) {
      return new Line.Invalid(number, "invalid-locale");
    }
    var zone = cell(columns, cells, "timeZone");
    var timeZone = zone.flatMap(TimeZones::known);
    if (zone.isPresent() && timeZone.isEmpty()) {
      return new Line.Invalid(number, "invalid-time-zone");
    }
    return new Line.Valid(
        number, new ImportRow(email.orElseThrow(), displayName, locale, timeZone));
  }

  private static Optional<String> cell(List<String> columns, String[] cells, String column) {
    var at = columns.indexOf(column);
    return at < 0 ? Optional.empty() : Optional.of(cells[at].strip()).filter(it -> !it.isEmpty());
  }
}
