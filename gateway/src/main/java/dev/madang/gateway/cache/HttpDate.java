package dev.madang.gateway.cache;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the three formats of dates in HTTP (RFC 9110, 5.6.7), and nothing else. */
final class HttpDate {

  /** What is no date is neither before nor after anything. */
  static final long INVALID = Long.MIN_VALUE;

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
  private static final Pattern IMF_FIXDATE =
      Pattern.compile(
          "[a-z]{3}, (?<day>\\d\\d) (?<month>[a-z]{3}) (?<year>\\d{4}) " + TIME + " gmt");
  private static final Pattern RFC_850 =
      Pattern.compile(
          "[a-z]{6,9}, (?<day>\\d\\d)-(?<month>[a-z]{3})-(?<year>\\d\\d) " + TIME + " gmt");
  private static final Pattern ASCTIME =
      Pattern.compile("[a-z]{3} (?<month>[a-z]{3}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  static String format(long millis) {
    return WRITTEN.format(Instant.ofEpochMilli(millis));
  }

  /**
   * @return milliseconds since 1970; {@link #INVALID} if the header is absent, repeated or no date
   */
  static long of(MultiMap headers, CharSequence name) {
    List<String> values = headers.getAll(name);
    return values.size() == 1 ? parse(values.getFirst()) : INVALID;
  }

  static long parse(String value) {
    if (value.length() > 40) {
      return INVALID;
    }
    var text = value.toLowerCase(Locale.ROOT);
    for (var format : List.of(IMF_FIXDATE, RFC_850, ASCTIME)) {
      var matcher = format.matcher(text);
      if (matcher.matches()) {
        return millis(matcher);
      }
    }
    return INVALID;
  }

  private static long millis(Matcher date) {
    try {
      return LocalDateTime.of(
              year(date.group("year")),
              MONTHS.indexOf(date.group("month")) + 1,
              Integer.parseInt(date.group("day").trim()),
              Integer.parseInt(date.group("hour")),
              Integer.parseInt(date.group("minute")),
              Math.min(59, Integer.parseInt(date.group("second"))))
          .toInstant(ZoneOffset.UTC)
          .toEpochMilli();
    } catch (DateTimeException impossible) {
      return INVALID;
    }
  }

  /** Two digits that seem more than 50 years in the future are of the last century. */
  private static int year(String digits) {
    var year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    var now = Year.now(ZoneOffset.UTC).getValue();
    var full = now / 100 * 100 + year;
    return full > now + 50 ? full - 100 : full;
  }
}
