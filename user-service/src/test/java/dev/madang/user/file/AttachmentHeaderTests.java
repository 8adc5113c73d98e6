package dev.madang.user.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachmentHeaderTests {

  @Test
  void asciiNameIsSentInBothParameters() {
    assertThat(AttachmentHeader.of("a-1.txt"))
        .isEqualTo("attachment; filename=\"a-1.txt\"; filename*=UTF-8''a-1.txt");
  }

  @Test
  void otherCharactersAreReplacedForAsciiClients() {
    assertThat(AttachmentHeader.of("\u20ACuro \uD83D\uDE00.txt"))
        .isEqualTo(
            "attachment; filename=\"_uro _.txt\";"
                + " filename*=UTF-8''%E2%82%ACuro%20%F0%9F%98%80.txt");
  }

  @Test
  void noNameEscapesTheHeader() {
    assertThat(AttachmentHeader.of("50%\"a\\;\r\nX: y"))
        .isEqualTo(
            "attachment; filename=\"50__a_;__X: y\";"
                + " filename*=UTF-8''50%25%22a%5C%3B%0D%0AX%3A%20y");
  }
}
