package dev.madang.media.rendition.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.media.rendition.Original;
import dev.madang.media.rendition.Photos;
import dev.madang.media.rendition.RejectionReason;
import dev.madang.media.rendition.RenditionResult.Generated;
import dev.madang.media.rendition.RenditionResult.Rejected;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Misbehaving decoders. */
class DecoderPoolTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Test
  void imagesThatExceedTheCpuLimitAreRejected() {
    try (var pool =
        TestDecoders.decodersOf("while :; do :; done", Duration.ofMillis(300), TIMEOUT)) {
      assertThat(reason(pool)).isEqualTo(RejectionReason.DECODE_TIMEOUT);
    }
  }

  @Test
  void imagesWhoseDecoderTheKernelEndsForItsCpuTimeAreRejected() {
    try (var pool =
        TestDecoders.decodersOf("ulimit -S -t 1; while :; do :; done", TIMEOUT, TIMEOUT)) {
      assertThat(reason(pool)).isEqualTo(RejectionReason.DECODE_TIMEOUT);
    }
  }

  /** The machine is busy, or the decoder is stopped. */
  @Test
  void imagesWhoseDecoderStallsAreNotRejected() {
    try (var pool = TestDecoders.decodersOf("exec sleep 60", TIMEOUT, Duration.ofMillis(300))) {
      assertThatThrownBy(() -> reason(pool))
          .isInstanceOf(DecoderStalled.class)
          .hasMessageContaining("PT0.3S");
    }
  }

  @Test
  void imageIsDecodedAlthoughItsDecoderWasStoppedForTwelveSeconds() throws Exception {
    try (var pool =
        TestDecoders.decoders(TestDecoders.properties(TIMEOUT, DataSize.ofGigabytes(1)))) {
      for (var decoder : decoders().toList()) {
        signal("STOP", decoder);
        CompletableFuture.delayedExecutor(12, TimeUnit.SECONDS)
            .execute(() -> signal("CONT", decoder));
      }

      assertThat(pool.generate("image/jpeg", Original.of(Photos.moray())))
          .isInstanceOf(Generated.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 0", "kill -9 $$", "head -c 100 >/dev/null; printf 'nonsense'"})
  void imagesThatCrashTwoDecodersAreRejected(String misbehaviour) {
    try (var pool = TestDecoders.decodersOf(misbehaviour, TIMEOUT, TIMEOUT)) {
      assertThat(reason(pool)).isEqualTo(RejectionReason.DECODER_RESOURCE_LIMIT);
    }
  }

  @ParameterizedTest
  @CsvSource({"115, true", "117, true", "118, false", "119, false", "0, false"})
  void libheifBefore118IsOld(int version, boolean isOld) {
    try (var pool = TestDecoders.decodersOf(version, "exec sleep 60", TIMEOUT, TIMEOUT)) {
      assertThat(pool.hasOldLibheif()).isEqualTo(isOld);
    }
  }

  @Test
  void idleDecoderThatWasKilledIsReplaced() throws Exception {
    try (var pool =
        TestDecoders.decoders(TestDecoders.properties(TIMEOUT, DataSize.ofGigabytes(1)))) {
      assertThat(pool.generate("image/jpeg", Original.of(Photos.moray())))
          .isInstanceOf(Generated.class);

      for (var decoder : decoders().toList()) {
        decoder.destroyForcibly();
        decoder.onExit().get(5, TimeUnit.SECONDS);
      }

      assertThat(pool.generate("image/jpeg", Original.of(Photos.moray())))
          .isInstanceOf(Generated.class);
    }
  }

  @Test
  void decoderEndsWithItsParent() throws Exception {
    var decoder = DecoderCommand.of(TestDecoders.libvips(), DataSize.ofGigabytes(1)).start();
    assertThat(decoder.getInputStream().read()).isOne();

    decoder.getOutputStream().close();

    assertThat(decoder.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void decoderIgnoresSignals() throws Exception {
    var decoder = DecoderCommand.of(TestDecoders.libvips(), DataSize.ofGigabytes(1)).start();
    assertThat(decoder.getInputStream().read()).isOne();

    decoder.toHandle().destroy();

    assertThat(decoder.waitFor(1, TimeUnit.SECONDS)).isFalse();
    decoder.destroyForcibly();
  }

  @Test
  void missingLibraryIsReportedAtTheStart() {
    var command = DecoderCommand.of("/nowhere/libvips.so.42", DataSize.ofGigabytes(1));

    assertThatThrownBy(() -> DecoderProcess.start(command))
        .isInstanceOf(LibvipsMissing.class)
        .hasMessageContaining("/nowhere/libvips.so.42");
  }

  private static RejectionReason reason(DecoderRegistry pool) {
    var rendering = pool.generate("image/jpeg", Original.of(Photos.moray()));
    assertThat(rendering).isInstanceOf(Rejected.class);
    return ((Rejected) rendering).reason();
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Stream<ProcessHandle> decoders() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"));
  }
}
