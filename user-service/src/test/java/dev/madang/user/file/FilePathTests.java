package dev.madang.user.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.net.URI;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTests {

  private static final UserId ADA = new UserId("ada");

  /** Pieces of path traversal attacks. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "media",
          "private",
          "eve",
          "/",
          "/",
          "/",
          ".",
          "..",
          "...",
          "\\",
          "%2e",
          "%2E%2E",
          "%2f",
          "%252e",
          "%c0%ae",
          "%00",
          "\0",
          "\n",
          "\r",
          "\t",
          "\u007F",
          "\u0085",
          "\uFF0E",
          "\uFF0F",
          "\u2024",
          "\u2025",
          "\u2044",
          "\u2215",
          "\u29F8",
          "\u0338",
          "\u0307",
          "\u202E",
          "\u200B",
          "\u200D",
          "\uFEFF",
          "\u2028",
          "\uD800",
          "\uDC00",
          "\uD83D\uDE00",
          "e\u0301",
          "\u212B",
          " ",
          "+",
          "?",
          "#",
          ";",
          ":",
          "@",
          "&",
          "=",
          "~",
          "*",
          "'",
          "\"",
          "<",
          ">",
          "|",
          "$",
          "{",
          "}",
          "private/eve/",
          "../eve",
          "//",
          "é",
          "\u0000../");

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noPathLeavesThePrivateSpace(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var text =
          Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
              .limit(1 + random.nextInt(8))
              .collect(Collectors.joining());
      accepted(text).ifPresent(FilePathTests::assertHarmless);
    }
  }

  private static void assertHarmless(FilePath path) {
    var key = path.in(ADA).toString();
    assertThat(key).startsWith("private/ada/").isNotEqualTo("private/ada/");
    assertThat(ObjectKey.parse(key)).contains(new ObjectKey(ADA, path.value()));
    assertThat(path.folderIn(ADA).toString()).isEqualTo(key + "/");
    assertThat(Normalizer.isNormalized(path.value(), Normalizer.Form.NFC)).isTrue();
    assertThat(new FilePath(path.value())).isEqualTo(path);
    assertThat(path.value()).matches(FilePath.PATTERN);
    assertThat(new String(key.getBytes(UTF_8), UTF_8)).as("well-formed").isEqualTo(key);
    assertThat(path.value().codePoints()).noneMatch(Character::isISOControl);
    // No client or proxy can resolve a dot segment.
    var segments = Arrays.asList(key.split("/", -1));
    assertThat(segments).doesNotContain("", ".", "..");
    assertThat(URI.create("s3://bucket/" + encoded(segments)).normalize())
        .isEqualTo(URI.create("s3://bucket/" + encoded(segments)));
  }

  private static String encoded(List<String> segments) {
    return segments.stream()
        .map(segment -> {
          var encoded = new StringBuilder();
          for (byte each : segment.getBytes(UTF_8)) {
            encoded.append(each == '.' ? "." : "%%%02X".formatted(each & 0xFF));
          }
          return encoded.toString();
        })
        .collect(Collectors.joining("/"));
  }

  private static Optional<FilePath> accepted(String text) {
    try {
      return Optional.of(new FilePath(text));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/..",
        "../a",
        "a/./b",
        "a/../../eve/b",
        "a\\b",
        "..\\eve",
        "a\nb",
        "a\0",
        "a\u007Fb",
        "a\u0085",
        "a\u202Etxt.exe",
        "a\u2028b",
        "\uD800",
        "a\uDC00b"
      })
  void isInvalid(String path) {
    assertThatThrownBy(() -> new FilePath(path)).isInstanceOf(IllegalArgumentException.class);
    if (path.codePoints().noneMatch(it -> Character.getType(it) == Character.SURROGATE)) {
      assertThat(path).as("the spec's pattern").doesNotMatch(FilePath.PATTERN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c.txt",
        "...",
        "a..b",
        ".hidden",
        "a b",
        "%2e%2e/eve",
        "\uFF0E\uFF0E/eve",
        "\uD83D\uDC68\u200D\uD83D\uDC69",
        "private/eve/x",
        "a?b#c&d=+"
      })
  void isUnchanged(String path) {
    assertThat(new FilePath(path).value()).isEqualTo(path);
  }

  @Test
  void decomposedAndComposedNamesAreOnePath() {
    assertThat(new FilePath("cafe\u0301")).isEqualTo(new FilePath("caf\u00E9"));
  }

  @Test
  void hasAtMost700Bytes() {
    assertThat(new FilePath("é".repeat(350)).value()).hasSize(350);
    assertThatThrownBy(() -> new FilePath("é".repeat(350) + "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"media", "media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D", "media/a/b"})
  void folderOfMediaServiceIsReserved(String path) {
    assertThat(new FilePath(path).isReserved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Media/a", "a/media", "mediathek", "media.txt"})
  void similarFoldersAreNotReserved(String path) {
    assertThat(new FilePath(path).isReserved()).isFalse();
  }
}
