package dev.madang.media.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.media.MediaItem.StoredRendition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatNegotiationTests {

  private static final StoredRendition WEBP =
      new StoredRendition("small", 1, 1, "image/webp", 1, "w");
  private static final StoredRendition JPEG =
      new StoredRendition("small", 1, 1, "image/jpeg", 1, "j");
  private static final List<StoredRendition> BOTH = List.of(WEBP, JPEG);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/webp",
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
        "text/html, IMAGE/WEBP ; q=0.5"
      })
  void webpIsChosenIfAccepted(String accept) {
    assertThat(FormatNegotiation.best(BOTH, accept)).contains(WEBP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "image/*",
        "image/jpeg",
        "image/webp;q=0",
        "image/webp; q=0.00",
        ",;,="
      })
  void jpegIsChosenOtherwise(String accept) {
    assertThat(FormatNegotiation.best(BOTH, accept)).contains(JPEG);
  }

  @Test
  void onlyStoredFormatIsChosenWhateverIsAccepted() {
    assertThat(FormatNegotiation.best(List.of(JPEG), "image/webp")).contains(JPEG);
    assertThat(FormatNegotiation.best(List.of(WEBP), "*/*")).contains(WEBP);
    assertThat(FormatNegotiation.best(List.of(), "*/*")).isEmpty();
  }
}
