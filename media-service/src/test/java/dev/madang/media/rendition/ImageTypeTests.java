package dev.madang.media.rendition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTypeTests {

  @Test
  void typeIsRecognizedByTheFirstBytes() {
    assertThat(ImageType.of(Photos.dandelion())).contains(ImageType.JPEG);
    assertThat(ImageType.of(Photos.bomb(1, 1))).contains(ImageType.PNG);
    assertThat(ImageType.of(Photos.webp())).contains(ImageType.WEBP);
    assertThat(ImageType.of(Photos.heic())).contains(ImageType.HEIC);
    assertThat(ImageType.of(Photos.avif())).contains(ImageType.AVIF);
    assertThat(ImageType.of(Photos.corner("gif", 8, 8, Color.RED))).contains(ImageType.GIF);
  }

  @ParameterizedTest
  @CsvSource({
    "heic, mif1, HEIC",
    "heix, heic, HEIC",
    "hevc, msf1, HEIC",
    "msf1, mif1, HEIC",
    "miaf, heic, HEIC",
    "avif, mif1, AVIF",
    "avis, msf1, AVIF",
    "mif1, avif, AVIF"
  })
  void brandsOfHeifFilesAreKnown(String major, String compatible, ImageType type) {
    var start = "\0\0\0\24ftyp" + major + "\0\0\0\0" + compatible;

    assertThat(ImageType.of(start.getBytes(US_ASCII))).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "RIFF",
        "RIFFxxxxWAVE",
        "<svg/>",
        "II*\0",
        "hello, I am a.jpg",
        "\0\0\0\30ftypmp42\0\0\0\0mp42isom",
        "\0\0\0\24ftypqt  \0\0\0\0qt  ",
        "\0\0\0\24ftypcrx \0\0\0\0isom",
        "\0\0\0\20ftyp"
      })
  void otherBytesAreNotRecognized(String start) {
    assertThat(ImageType.of(start.getBytes(US_ASCII))).isEmpty();
  }
}
