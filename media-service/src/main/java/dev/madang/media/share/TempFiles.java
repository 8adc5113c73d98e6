package dev.madang.media.share;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.share.metadata.MetadataStripper;
import dev.madang.media.share.metadata.StripResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two temporary files while metadata is removed: few at a time, and deleted on close. */
record TempFiles(Path original, Path stripped) implements AutoCloseable {

  private static final Semaphore FREE = new Semaphore(2);
  private static final int WAIT_SECONDS = 5;

  /**
   * @throws ProblemException {@code service-unavailable} if none is free within seconds
   */
  static TempFiles create() {
    try {
      if (!FREE.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return new TempFiles(file(), file());
    } catch (IOException failure) {
      FREE.release();
      throw new UncheckedIOException(failure);
    }
  }

  private static ProblemException busy() {
    return SERVICE_UNAVAILABLE
        .exception("Too many originals are being prepared at the moment; try again.")
        .retryAfter(Duration.ofSeconds(WAIT_SECONDS));
  }

  private static Path file() throws IOException {
    return Files.createTempFile("madang-shared-", null);
  }

  StripResult clean() {
    try {
      return MetadataStripper.clean(original, stripped);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(original);
      Files.deleteIfExists(stripped);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      FREE.release();
    }
  }
}
