package dev.madang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTests {

  @ParameterizedTest
  @CsvSource({
    "IMAGE/JPEG, image/jpeg",
    "' image/jpeg ; charset=utf-8', image/jpeg",
    "image/jpg, image/jpeg",
    "image/pjpeg, image/jpeg",
    "image/x-png, image/png",
    "image/apng, image/png",
    "image/x-webp, image/webp",
    "image/heif, image/heif",
    "image/heic-sequence, image/heic",
    "image/heif-sequence, image/heif",
    "image/avif-sequence, image/avif",
    "text/plain; charset=utf-8, text/plain",
  })
  void caseParametersAndAliasesAreUnderstood(String header, String type) {
    assertThat(new ContentType(header).value()).isEqualTo(type);
    assertThat(ContentType.parse(header)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "image", "image/", "/jpeg", "a b/c", "\u0000/x", ";image/jpeg"})
  void otherTextIsNoMediaType(String header) {
    assertThatThrownBy(() -> new ContentType(header)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ContentType.parse(header)).isEqualTo(ContentType.UNSPECIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/svg+xml", "IMAGE/TIFF"})
  void otherImagesAreKeptInS3AndNotAcceptedInRequests(String header) {
    assertThatThrownBy(() -> new ContentType(header)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ContentType.parse(header)).startsWith("image/");
  }
}
