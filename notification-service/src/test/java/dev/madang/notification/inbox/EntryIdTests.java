package dev.madang.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIdTests {

  private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");

  @Test
  void idsSortByTime() {
    assertThat(EntryId.of(TIME, "z").value())
        .isLessThan(EntryId.of(TIME.plusMillis(1), "a").value());
  }

  @Test
  void theSameEventGivesTheSameId() {
    assertThat(EntryId.of(TIME.plusMillis(7), "1a2b").value())
        .isEqualTo("20261123T093000007Z-1a2b");
  }

  @Test
  void aCursorIsReadAsItWasGiven() {
    var cursor = new Cursor(EntryId.of(TIME, "1a2b"));

    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "bm90IGFuIGlk", "MjAyNjExMjNUMDkzMDAwMDA3Wi0"})
  void anythingElseIsNoCursor(String cursor) {
    assertThatExceptionOfType(InvalidCursor.class).isThrownBy(() -> Cursor.parse(cursor));
  }
}
