package dev.madang.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTextsTests {

  private final NotificationTexts texts = new NotificationTexts();

  @Test
  void aReadyMediaItemHasAText() {
    assertThat(texts.mediaReady()).isEqualTo("Your photo is ready.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsupported-type",
        "type-mismatch",
        "too-large",
        "too-many-pixels",
        "too-many-frames",
        "corrupt",
        "decode-timeout",
        "decoder-resource-limit",
        "checksum-mismatch",
        "quota-exceeded",
        "malware",
        "processing-failed"
      })
  void eachReasonHasItsText(String reason) {
    assertThat(texts.mediaRejected(reason)).startsWith("We could not use your photo: ");
  }

  @Test
  void anUnknownReasonGetsTheGeneralText() {
    assertThat(texts.mediaRejected("too-boring")).isEqualTo("We could not use your photo.");
  }
}
