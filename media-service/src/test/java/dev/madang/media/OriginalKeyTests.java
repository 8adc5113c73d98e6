package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalKeyTests {

  @ParameterizedTest
  @ValueSource(strings = {"01KAQ9Z6J5T8M2W4Y7C3X0NB1D", "holiday/IMG 1.jpg", "a", "a\nb"})
  void isReadAsItWasWritten(String path) {
    var key = new OriginalKey(new UserId("ada-1"), path);

    assertThat(OriginalKey.parse(key.toString())).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "private/ada/notes.txt",
        "private/ada/media/",
        "private/ada/media/holiday/",
        "private//media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D",
        "other/ada/media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D"
      })
  void otherKeysAreNotOriginals(String key) {
    assertThat(OriginalKey.parse(key)).isEmpty();
  }
}
