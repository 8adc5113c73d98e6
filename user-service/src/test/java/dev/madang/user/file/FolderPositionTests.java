package dev.madang.user.file;

import static dev.madang.defaults.problem.CommonProblem.INVALID_CURSOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.web.Cursor;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderPositionTests {

  private static final ObjectKey FOLDER = new ObjectKey(new UserId("ada"), "a/");

  @Test
  void cursorContinuesAtThePosition() {
    var position = new FolderPosition(FOLDER, "token+/=é");

    assertThat(parse(position.cursor(), FOLDER)).isEqualTo(position);
    assertThat(position.cursor().value()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void cursorIsValidForOneFolderOfOneUser() {
    var cursor = new FolderPosition(FOLDER, "token").cursor();

    assertInvalid(cursor, new ObjectKey(new UserId("eve"), "a/"));
    assertInvalid(cursor, new ObjectKey(new UserId("ada"), "b/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "not base64!", "AAAAAAAAAAA", "AAAAAAAAAAAAAAAA"})
  void anyOtherTextIsInvalid(String cursor) {
    assertInvalid(new Cursor(cursor), FOLDER);
  }

  private static void assertInvalid(Cursor cursor, ObjectKey folder) {
    assertThatThrownBy(() -> parse(cursor, folder))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problemType()).isEqualTo(INVALID_CURSOR));
  }

  private static FolderPosition parse(Cursor cursor, ObjectKey folder) {
    return cursor.decode(position -> FolderPosition.parse(position, folder));
  }
}
