package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** What a person types at the root of the project. */
final class Launcher {

  private Launcher() {}

  /** Gives what {@code ./run} and these words said. */
  static String run(String... words) {
    try {
      var ended =
          new ProcessBuilder(Stream.concat(Stream.of("./run"), List.of(words).stream()).toList())
              .directory(Madang.ROOT.toFile())
              .redirectErrorStream(true)
              .start();
      var said = ended.inputReader().readAllAsString();
      assertThat(ended.waitFor()).as(said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
