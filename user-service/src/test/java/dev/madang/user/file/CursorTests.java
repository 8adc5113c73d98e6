package dev.madang.user.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

  private static final ObjectKey FOLDER = new ObjectKey(new UserId("ada"), "a/");

  @Test
  void leadsToWhereTheReaderStopped() {
    var cursor = new Cursor(FOLDER, "token+/=é").toString();

    assertThat(Cursor.parse(cursor, FOLDER).token()).isEqualTo("token+/=é");
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void isGoodForOneFolderOfOneUser() {
    var cursor = new Cursor(FOLDER, "token").toString();

    assertThatThrownBy(() -> Cursor.parse(cursor, new ObjectKey(new UserId("eve"), "a/")))
        .isInstanceOf(InvalidCursor.class);
    assertThatThrownBy(() -> Cursor.parse(cursor, new ObjectKey(new UserId("ada"), "b/")))
        .isInstanceOf(InvalidCursor.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "not base64!", "AAAAAAAAAAA", "AAAAAAAAAAAAAAAA"})
  void whatIsNoCursorIsRefused(String cursor) {
    assertThatThrownBy(() -> Cursor.parse(cursor, FOLDER)).isInstanceOf(InvalidCursor.class);
  }
}
