package dev.madang.media.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.media.upload.MultipartUploads.UploadedPart;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PartLayoutTests {

  private static final long MIB = 1 << 20;
  private static final long TIB = 1L << 40;

  @ParameterizedTest
  @CsvSource({
    "16777217, 8, 3",
    "25165824, 8, 3",
    "209715200, 8, 25",
    "83886080000, 8, 10000",
    "83886080001, 9, 8889",
    "5497558138880, 525, 9987"
  })
  void partsAreAsSmallAsPossible(long fileSize, long mib, int count) {
    var parts = PartLayout.of(fileSize);

    assertThat(parts.size()).isEqualTo(mib * MIB);
    assertThat(parts.count()).isEqualTo(count);
  }

  static LongStream fileSizes() {
    return LongStream.of(
        1, MIB, 8 * MIB, 8 * MIB + 1, 16 * MIB + 1, 80_000 * MIB, 80_000 * MIB + 1, TIB, 5 * TIB);
  }

  @ParameterizedTest
  @MethodSource("fileSizes")
  void partsCoverTheFileAndNoneIsEmpty(long fileSize) {
    var parts = PartLayout.of(fileSize);

    assertThat(parts.count()).isBetween(1, 10_000);
    assertThat((parts.count() - 1) * parts.size() + parts.sizeOf(parts.count()))
        .isEqualTo(fileSize);
    assertThat(parts.sizeOf(parts.count())).isBetween(1L, parts.size());
    assertThat(parts.has(0)).isFalse();
    assertThat(parts.has(parts.count() + 1)).isFalse();
  }

  @Test
  void partsOfAnotherSizeOrNumberAreMissing() {
    var parts = PartLayout.of(16 * MIB + 1);

    assertThat(parts.missing(List.of())).containsExactly(1, 2, 3);
    assertThat(parts.missing(List.of(sent(1, 8 * MIB), sent(2, 8 * MIB - 1), sent(4, 1))))
        .containsExactly(2, 3);
    assertThat(parts.missing(List.of(sent(3, 1), sent(2, 8 * MIB), sent(1, 8 * MIB)))).isEmpty();
  }

  private static UploadedPart sent(int number, long size) {
    return new UploadedPart(number, size, "a-checksum", "a-tag");
  }
}
