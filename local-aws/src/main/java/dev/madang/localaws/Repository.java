package dev.madang.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The clone that the tests run in, and the Python environment of its local AWS. */
final class Repository {
  private static final String INSTALL = "local-aws/install";

  private Repository() {}

  static Path root() {
    var start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(INSTALL))) {
        return folder;
      }
    }
    throw new IllegalStateException("no " + INSTALL + " in " + start + " or above it");
  }

  /** Fast if everything is installed; only one JVM at a time installs. */
  static synchronized void install(Path root) {
    try (var _ = lock(root.resolve(".local/install.lock"))) {
      var process =
          new ProcessBuilder(root.resolve(INSTALL).toString())
              .directory(root.toFile())
              .inheritIO()
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(INSTALL + " failed, see its message above");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while installing", e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return channel;
  }
}
