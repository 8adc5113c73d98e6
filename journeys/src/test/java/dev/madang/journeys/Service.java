package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

/** One of our services, as {@code ./run} runs it. */
enum Service {
  GATEWAY,
  USER_SERVICE,
  MEDIA_SERVICE,
  NOTIFICATION_SERVICE;

  /** As {@code kill -9} does. */
  void kill() {
    run("kill");
  }

  /** Returns when it is ready. */
  void start() {
    run("start");
  }

  private void run(String command) {
    try {
      var ended =
          new ProcessBuilder("./run", command, toString())
              .directory(Madang.ROOT.toFile())
              .redirectErrorStream(true)
              .start();
      var said = ended.inputReader().readAllAsString();
      assertThat(ended.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase().replace('_', '-');
  }
}
