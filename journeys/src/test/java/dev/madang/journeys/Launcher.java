package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@code ./run} as a person does. */
final class Launcher {

  private Launcher() {}

  /** Returns its output; fails unless it succeeds. */
  static String run(String... arguments) {
    try {
      var process =
          new ProcessBuilder(
                  Stream.concat(Stream.of("./run"), List.of(arguments).stream()).toList())
              .directory(Madang.ROOT.toFile())
              .redirectErrorStream(true)
              .start();
      var output = process.inputReader().readAllAsString();
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
