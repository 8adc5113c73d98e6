package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@code ./run} and {@code docker compose} as a person does. */
final class Launcher {

  private Launcher() {}

  /** Returns its output; fails unless it succeeds. */
  static String run(String... arguments) {
    return run(Stream.concat(Stream.of("./run"), Stream.of(arguments)).toList());
  }

  /** Returns its output; fails unless it succeeds. The environment names the project. */
  static String compose(String... arguments) {
    return run(Stream.concat(Stream.of("docker", "compose"), Stream.of(arguments)).toList());
  }

  /** Returns its output; fails unless it succeeds. */
  static String docker(String... arguments) {
    return run(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
  }

  private static String run(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
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
