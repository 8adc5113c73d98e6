package dev.madang.media.share;

import dev.madang.media.share.metadata.MetadataStripper;
import dev.madang.media.share.metadata.StripResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two files on the disk while an original is cleaned; few at a time, and gone afterwards. */
record TempFiles(Path original, Path cleaned) implements AutoCloseable {

  private static final Semaphore FREE = new Semaphore(2);
  private static final int PATIENCE_SECONDS = 5;

  /**
   * @throws SharingBusy when none is free for a while
   */
  static TempFiles make() {
    try {
      if (!FREE.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new SharingBusy();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SharingBusy();
    }
    try {
      return new TempFiles(file(), file());
    } catch (IOException noRoom) {
      FREE.release();
      throw new UncheckedIOException(noRoom);
    }
  }

  private static Path file() throws IOException {
    return Files.createTempFile("madang-shared-", null);
  }

  StripResult clean() {
    try {
      return MetadataStripper.clean(original, cleaned);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(original);
      Files.deleteIfExists(cleaned);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      FREE.release();
    }
  }
}
