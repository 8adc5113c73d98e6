package dev.madang.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log files of the system under test. */
final class Logs {

  private Logs() {}

  static String of(Service service) {
    if (Madang.IN_CONTAINERS) {
      return Launcher.compose("logs", "--no-color", "--no-log-prefix", service.toString());
    }
    return read(Madang.LOGS.resolve(service + ".log"));
  }

  static List<Path> all() {
    try (var files = Files.list(Madang.LOGS)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
