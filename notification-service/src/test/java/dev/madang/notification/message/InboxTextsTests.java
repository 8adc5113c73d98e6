package dev.madang.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTextsTests {

  private final InboxTexts texts = new InboxTexts();

  @Test
  void aReadyPhotoHasASentence() {
    assertThat(texts.mediaReady()).isEqualTo("Your photo is ready.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsupported-type",
        "type-mismatch",
        "too-large",
        "too-many-pixels",
        "corrupt",
        "decode-timeout",
        "decode-limit",
        "checksum-mismatch"
      })
  void eachReasonHasASentenceThatSaysWhy(String reason) {
    assertThat(texts.mediaRejected(reason)).startsWith("We could not use your photo: ");
  }

  @Test
  void aReasonOfANewerVersionHasASentenceThatFitsAny() {
    assertThat(texts.mediaRejected("too-boring")).isEqualTo("We could not use your photo.");
  }
}
