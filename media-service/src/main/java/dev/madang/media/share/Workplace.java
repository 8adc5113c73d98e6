package dev.madang.media.share;

import dev.madang.media.share.cleaning.MetadataRemoval;
import dev.madang.media.share.cleaning.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two files on the disk while an original is cleaned; few at a time, and gone afterwards. */
record Workplace(Path original, Path cleaned) implements AutoCloseable {

  private static final Semaphore FREE = new Semaphore(2);
  private static final int PATIENCE_SECONDS = 5;

  /**
   * @throws SharingBusy when none is free for a while
   */
  static Workplace make() {
    try {
      if (!FREE.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new SharingBusy();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SharingBusy();
    }
    try {
      return new Workplace(file(), file());
    } catch (IOException noRoom) {
      FREE.release();
      throw new UncheckedIOException(noRoom);
    }
  }

  private static Path file() throws IOException {
    return Files.createTempFile("madang-shared-", null);
  }

  Removal clean() {
    try {
      return MetadataRemoval.clean(original, cleaned);
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
