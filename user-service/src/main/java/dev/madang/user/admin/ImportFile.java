package dev.madang.user.admin;

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
 * A CSV file of users: UTF-8, a header with {@code email} and any of the other columns, in any
 * order, then a row a user.
 */
record ImportFile(List<Line> lines) {

  private static final Set<String> COLUMNS = Set.of("email", "displayName", "locale", "timeZone");
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@\",<>()\\[\\]\\\\:;]{1,64}@[^\\s@\",<>()\\[\\]\\\\:;]+\\.[^\\s@\",<>]+");
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
          .build();

  /** A row of the file, and on which line it begins. */
  sealed interface Line {
    int number();

    record Good(int number, ImportRow row) implements Line {}

    /**
     * @param reason in kebab case
     */
    record Bad(int number, String reason) implements Line {}
  }

  /**
   * @throws InvalidImportFile if it is no such file
   */
  static ImportFile parse(byte[] bytes) {
    var lines = new ArrayList<Line>();
    try (var rows = CSV.readerFor(String[].class).<String[]>readValues(withoutMark(text(bytes)))) {
      if (!rows.hasNextValue()) {
        throw new InvalidImportFile("it is empty");
      }
      var columns = columns(rows.nextValue());
      while (rows.hasNextValue()) {
        var number = rows.currentLocation().getLineNr();
        lines.add(line(number, columns, rows.nextValue()));
      }
    } catch (JacksonException malformed) {
      throw new InvalidImportFile(
          "it is no CSV after line " + (lines.isEmpty() ? 1 : lines.getLast().number()));
    }
    return new ImportFile(List.copyOf(lines));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw new InvalidImportFile("it is not UTF-8");
    }
  }

  /** Spreadsheets begin a file with one. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<String> columns(String[] header) {
    var columns = List.of(header);
    if (!COLUMNS.containsAll(columns) || Set.copyOf(columns).size() != columns.size()) {
      throw new InvalidImportFile(
          "its header has other columns than email, displayName, locale and timeZone");
    }
    if (!columns.contains("email")) {
      throw new InvalidImportFile("its header has no email");
    }
    return columns;
  }

  private static Line line(int number, List<String> columns, String[] cells) {
    if (cells.length != columns.size()) {
      return new Line.Bad(number, "wrong-number-of-columns");
    }
    var email = cell(columns, cells, "email");
    if (email.filter(it -> it.length() <= 254 && EMAIL.matcher(it).matches()).isEmpty()) {
      return new Line.Bad(number, "invalid-email");
    }
    var displayName = cell(columns, cells, "displayName");
    if (displayName
        .filter(it -> it.length() > 100 || it.chars().anyMatch(Character::isISOControl))
        .isPresent()) {
      return new Line.Bad(number, "invalid-display-name");
    }
    var tag = cell(columns, cells, "locale");
    var locale = tag.flatMap(Locales::known);
    if (tag.isPresent() && locale.isEmpty()) {
      return new Line.Bad(number, "invalid-locale");
    }
    var zone = cell(columns, cells, "timeZone");
    var timeZone = zone.flatMap(TimeZones::known);
    if (zone.isPresent() && timeZone.isEmpty()) {
      return new Line.Bad(number, "invalid-time-zone");
    }
    return new Line.Good(number, new ImportRow(email.orElseThrow(), displayName, locale, timeZone));
  }

  private static Optional<String> cell(List<String> columns, String[] cells, String column) {
    var at = columns.indexOf(column);
    return at < 0 ? Optional.empty() : Optional.of(cells[at].strip()).filter(it -> !it.isEmpty());
  }
}
