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

/** Whatever is uploaded, the decoder answers in time, in its memory, and goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTests {

  private static final Logger log = LoggerFactory.getLogger(HostileFilesTests.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final DataSize MEMORY = DataSize.ofGigabytes(1);

  /** To end a decoder and start another; on a busy machine. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private static final int MUTATIONS_OF_EACH = 600;

  private WarmDecoder decoder;
  private Watch watch;

  @BeforeAll
  void startTheDecoder() {
    decoder = WarmDecoder.start(LIMIT, MEMORY);
    watch = new Watch();
  }

  @AfterAll
  void endIt() {
    watch.close();
    decoder.close();
  }

  @AfterEach
  void decoderIsAliveAndWithinItsMemory() {
    for (var good : List.of(SmallPicture.JPEG, SmallPicture.PNG)) {
      assertThat(rendering(HostileFile.doubtful("good", good.contentType(), good.bytes())))
          .isInstanceOf(Generated.class);
    }
    assertThat(watch.peakResidentBytes()).isLessThanOrEqualTo(MEMORY.toBytes());
    assertThat(watch.peakMappedBytes()).isLessThanOrEqualTo(MEMORY.toBytes());
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(watch.peakResidentBytes()).as("somebody looked").isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sampleImagesAreAccepted(SmallPicture picture) {
    var rendering = rendering(HostileFile.doubtful("good", picture.contentType(), picture.bytes()));
    // libvips has a decoder of HEVC or has not.
    assumeTrue(
        picture != SmallPicture.HEIC
            || !(rendering instanceof Rejected no
                && no.reason() == RejectionReason.UNSUPPORTED_TYPE));
    assertThat(rendering).isInstanceOf(Generated.class);
  }

  @Test
  void tooLargeImagesAreRejectedByTheirHeader() {
    everyOne(Stream.concat(Bombs.tooLarge(), Bombs.largestWebps()));
  }

  @Test
  void impossibleSizesAreRejected() {
    everyOne(Bombs.impossible());
  }

  @Test
  void expensiveImagesWithinTheLimitsEndInTime() {
    everyOne(Bombs.dear());
  }

  @Test
  void tenThousandFramesAreRejected() {
    everyOne(Bombs.frames());
  }

  @ParameterizedTest
  @EnumSource
  void truncatedImagesAreRejected(SmallPicture picture) {
    everyOne(Truncations.of(picture));
  }

  @ParameterizedTest
  @EnumSource
  void damagedImagesEndInRenditionsOrARejection(SmallPicture picture) {
    everyOne(Mutations.of(picture, MUTATIONS_OF_EACH));
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedMakesTheSameMutation(SmallPicture picture) {
    assertThat(Mutations.of(picture, 50).map(HostileFile::bytes).toList())
        .usingRecursiveComparison()
        .isEqualTo(Mutations.of(picture, 50).map(HostileFile::bytes).toList());
  }

  @Test
  void imagesDeclaredAsAnotherTypeAreRejected() {
    everyOne(Disguises.wrongNames());
  }

  @Test
  void unsupportedImagesAreRejectedUnderAnyType() {
    everyOne(Disguises.strangers());
  }

  @Test
  void polyglotFilesKeepTheirImageOnly() {
    everyOne(Disguises.polyglots());
  }

  @Test
  void contradictoryBrandsEndInRenditionsOrARejection() {
    everyOne(Disguises.brands());
  }

  @Test
  void metadataIsNotInTheRenditions() {
    everyOne(Baggage.all());
  }

  private void everyOne(Stream<HostileFile> files) {
    var wrong = new ArrayList<String>();
    var slowest = Duration.ZERO;
    var whichWasSlowest = "none";
    int count = 0;
    for (var file : (Iterable<HostileFile>) files::iterator) {
      long start = System.nanoTime();
      var rendering = rendering(file);
      var took = Duration.ofNanos(System.nanoTime() - start);
      count++;
      if (took.compareTo(slowest) > 0) {
        slowest = took;
        whichWasSlowest = file + ": " + told(rendering);
      }
      if (took.compareTo(LIMIT.plus(AFTERWARDS)) > 0) {
        wrong.add(file + " took " + took);
      }
      if (!isAllowed(file, rendering)) {
        wrong.add(file + " ended in " + told(rendering));
      }
    }
    log.info(
        "{} files, the slowest {} ms: {}; decoders had {} MiB at most",
        count,
        slowest.toMillis(),
        whichWasSlowest,
        watch.peakResidentBytes() >> 20);
    assertThat(count).isPositive();
    assertThat(wrong).isEmpty();
  }

  private RenditionResult rendering(HostileFile file) {
    return decoder.renditions().generate(file.contentType(), Original.of(file.bytes()));
  }

  private static boolean isAllowed(HostileFile file, RenditionResult rendering) {
    return switch (rendering) {
      case Generated made ->
          file.mayBeMade()
              && !made.renditions().isEmpty()
              && made.renditions().stream()
                  .allMatch(one -> Bytes.find(one.bytes(), HostileFile.MARK) < 0);
      case Rejected refused -> file.reasons().contains(refused.reason());
    };
  }

  private static String told(RenditionResult rendering) {
    return switch (rendering) {
      case Generated made -> made.renditions().size() + " pictures";
      case Rejected(var reason, var detail) -> reason + ", " + detail;
    };
  }
}
