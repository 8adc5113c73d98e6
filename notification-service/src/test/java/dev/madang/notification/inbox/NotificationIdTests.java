package dev.madang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.web.Cursor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationIdTests {

  private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");

  @Test
  void idsSortByTime() {
    assertThat(NotificationId.of(TIME, "z").value())
        .isLessThan(NotificationId.of(TIME.plusMillis(1), "a").value());
  }

  @Test
  void aRedeliveredEventGivesTheSameId() {
    assertThat(NotificationId.of(TIME.plusMillis(7), "1a2b").value())
        .isEqualTo("20261123T093000007Z-1a2b");
  }

  @Test
  void aCursorIsDecodedToTheId() {
    var id = NotificationId.of(TIME, "1a2b");

    assertThat(Cursor.encode(id.value()).decode(NotificationId::new)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "bm90IGFuIGlk", "MjAyNjExMjNUMDkzMDAwMDA3Wi0"})
  void rejectsAnyOtherCursor(String cursor) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Cursor(cursor).decode(NotificationId::new))
        .extracting(ProblemException::problemType)
        .isEqualTo(CommonProblem.INVALID_CURSOR);
  }
}
