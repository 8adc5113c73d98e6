package dev.madang.media.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.RenditionResult;
import dev.madang.media.rendition.RenditionResult.Generated;
import dev.madang.media.rendition.RenditionResult.Rejected;
import dev.madang.media.rendition.worker.WarmDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** The decoder stays within its time and memory for any file and decodes the next one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTests {

  private static final Logger log = LoggerFactory.getLogger(HostileFilesTests.class);
  private static final Duration CPU_LIMIT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final DataSize MEMORY = DataSize.ofGigabytes(1);

  /** The time to restart a decoder on a busy machine. */
  private static final Duration RESTART_TIME = Duration.ofSeconds(3);

  private static final int MUTATIONS_OF_EACH = 600;

  private WarmDecoder decoder;
  private DecoderMemoryMonitor memory;

  @BeforeAll
  void startDecoder() {
    decoder = WarmDecoder.start(CPU_LIMIT, MEMORY);
    memory = new DecoderMemoryMonitor();
  }

  @AfterAll
  void stopDecoder() {
    memory.close();
    decoder.close();
  }

  @AfterEach
  void decoderIsAliveAndWithinItsMemory() {
    for (var good : List.of(SampleImage.JPEG, SampleImage.PNG)) {
      assertThat(result(HostileFile.anyOutcome("good", good.contentType(), good.bytes())))
          .isInstanceOf(Generated.class);
    }
    assertThat(memory.peakResidentBytes()).isLessThanOrEqualTo(MEMORY.toBytes());
    assertThat(memory.peakMappedBytes()).isLessThanOrEqualTo(MEMORY.toBytes());
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(memory.peakResidentBytes()).as("memory was measured").isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sampleImagesAreAccepted(SampleImage image) {
    var result = result(HostileFile.anyOutcome("good", image.contentType(), image.bytes()));
    // Some builds of libvips have no HEVC decoder.
    assumeTrue(
        image != SampleImage.HEIC
            || !(result instanceof Rejected rejected
                && rejected.reason() == RejectionReason.UNSUPPORTED_TYPE));
    assertThat(result).isInstanceOf(Generated.class);
  }

  @Test
  void tooLargeImagesAreRejectedByTheirHeader() {
    assertAllHandled(
        Stream.concat(DecompressionBombs.tooLarge(), DecompressionBombs.largestWebps()));
  }

  @Test
  void halfOfAnImageIsRejected() {
    assertAllHandled(HalfFiles.missing());
  }

  @Test
  void garbageIsRejectedOrShownAsTheFormatAllows() {
    assertAllHandled(HalfFiles.garbage());
  }

  @Test
  void impossibleSizesAreRejected() {
    assertAllHandled(DecompressionBombs.impossibleSizes());
  }

  @Test
  void expensiveImagesWithinTheLimitsEndInTime() {
    assertAllHandled(DecompressionBombs.expensive());
  }

  @Test
  void aHundredThousandFramesEndInTime() {
    assertAllHandled(DecompressionBombs.frames());
  }

  @ParameterizedTest
  @EnumSource
  void truncatedImagesAreRejected(SampleImage image) {
    assertAllHandled(Truncations.of(image));
  }

  @ParameterizedTest
  @EnumSource
  void damagedImagesEndInRenditionsOrARejection(SampleImage image) {
    assertAllHandled(Mutations.of(image, MUTATIONS_OF_EACH));
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedMakesTheSameMutation(SampleImage image) {
    assertThat(Mutations.of(image, 50).map(HostileFile::bytes).toList())
        .usingRecursiveComparison()
        .isEqualTo(Mutations.of(image, 50).map(HostileFile::bytes).toList());
  }

  @Test
  void imagesDeclaredAsAnotherTypeAreRejected() {
    assertAllHandled(MislabeledFiles.wrongTypes());
  }

  @Test
  void unsupportedImagesAreRejectedUnderAnyType() {
    assertAllHandled(MislabeledFiles.unsupported());
  }

  @Test
  void polyglotFilesKeepTheirImageOnly() {
    assertAllHandled(MislabeledFiles.polyglots());
  }

  @Test
  void contradictoryBrandsEndInRenditionsOrARejection() {
    assertAllHandled(MislabeledFiles.brands());
  }

  @Test
  void metadataIsNotInTheRenditions() {
    assertAllHandled(HostileMetadata.all());
  }

  private void assertAllHandled(Stream<HostileFile> files) {
    var failures = new ArrayList<String>();
    var slowest = Duration.ZERO;
    var slowestFile = "none";
    int count = 0;
    for (var file : (Iterable<HostileFile>) files::iterator) {
      long start = System.nanoTime();
      var result = result(file);
      var took = Duration.ofNanos(System.nanoTime() - start);
      count++;
      if (took.compareTo(slowest) > 0) {
        slowest = took;
        slowestFile = file + ": " + describe(result);
      }
      if (took.compareTo(TIMEOUT.plus(RESTART_TIME)) > 0) {
        failures.add(file + " took " + took);
      }
      if (!isAllowed(file, result)) {
        failures.add(file + " ended in " + describe(result));
      }
    }
    log.info(
        "{} files, the slowest {} ms: {}; decoders had {} MiB at most",
        count,
        slowest.toMillis(),
        slowestFile,
        memory.peakResidentBytes() >> 20);
    assertThat(count).isPositive();
    assertThat(failures).isEmpty();
  }

  private RenditionResult result(HostileFile file) {
    return decoder.renditions().generate(file.contentType(), Original.of(file.bytes()));
  }

  private static boolean isAllowed(HostileFile file, RenditionResult result) {
    return switch (result) {
      case Generated generated ->
          file.mayBeRendered()
              && !generated.renditions().isEmpty()
              && generated.renditions().stream()
                  .allMatch(one -> Bytes.find(one.bytes(), HostileFile.MARK) < 0);
      case Rejected rejected -> file.reasons().contains(rejected.reason());
    };
  }

  private static String describe(RenditionResult result) {
    return switch (result) {
      case Generated generated -> generated.renditions().size() + " renditions";
      case Rejected(var reason, var detail) -> reason + ", " + detail;
    };
  }
}
