package dev.madang.user.admin;

import static dev.madang.defaults.problem.CommonProblem.INVALID_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.admin.ImportFile.Line;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFileTests {

  @Test
  void rowIsAUser() {
    assertThat(
            lines(
                """
                email,displayName,locale,timeZone
                ada@example.com,"Lovelace, Ada",en-gb,Europe/London
                """))
        .containsExactly(
            new Line.Valid(
                2,
                new ImportRow(
                    "ada@example.com",
                    Optional.of("Lovelace, Ada"),
                    Optional.of(Locale.UK),
                    Optional.of(ZoneId.of("Europe/London")))));
  }

  @Test
  void onlyTheAddressIsRequired() {
    assertThat(lines("email\nada@example.com")).containsExactly(ada(2));
    assertThat(lines("\uFEFFemail\r\nada@example.com\r\n")).containsExactly(ada(2));
    assertThat(lines("locale,email\n,ada@example.com\n\n")).containsExactly(ada(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ada,,,|invalid-email",
        "ada@example,,,|invalid-email",
        ",,,|invalid-email",
        "a b@example.com,,,|invalid-email",
        "ada@example.com,,english,|invalid-locale",
        "ada@example.com,,,Atlantis|invalid-time-zone",
        "ada@example.com|wrong-number-of-columns",
        "ada@example.com,Ada,en,Europe/London,more|wrong-number-of-columns",
      })
  void invalidRowIsReportedAndSkipped(String row, String reason) {
    assertThat(lines("email,displayName,locale,timeZone\n" + row + "\nada@example.com,,,\n"))
        .containsExactly(new Line.Invalid(2, reason), ada(3));
  }

  @Test
  void longOrInvisibleNameIsInvalid() {
    assertThat(lines("email,displayName\nada@example.com," + "a".repeat(101)))
        .containsExactly(new Line.Invalid(2, "invalid-display-name"));
    assertThat(lines("email,displayName\nada@example.com,a\u202Eb"))
        .containsExactly(new Line.Invalid(2, "invalid-display-name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada@example.com\n",
        "displayName\nAda\n",
        "email,admin\nada@example.com,true\n",
        "email,email\na@example.com,b@example.com\n",
        "email\n\"ada@example.com\n"
      })
  void otherFilesAreRejected(String file) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> lines(file))
        .matches(problem -> problem.problemType() == INVALID_REQUEST);
  }

  @Test
  void otherEncodingIsRejected() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ImportFile.parse(new byte[] {'e', (byte) 0xe4}))
        .matches(problem -> problem.problemType() == INVALID_REQUEST);
  }

  private static Line ada(int number) {
    return new Line.Valid(
        number,
        new ImportRow("ada@example.com", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static List<Line> lines(String file) {
    return ImportFile.parse(file.getBytes(UTF_8)).lines();
  }
}
