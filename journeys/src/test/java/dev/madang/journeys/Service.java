package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ThrowingRunnable;

/** A service of the system under test. */
enum Service {
  GATEWAY,
  USER_SERVICE,
  MEDIA_SERVICE,
  NOTIFICATION_SERVICE;

  private static final Duration RESTARTED_WITHIN = Duration.ofMinutes(2);
  private static final String INSPECT_START = "{{.State.StartedAt}} {{.State.Health.Status}}";

  /**
   * Ends it with SIGKILL, as a crash does, before it returns. What runs the service restarts it.
   *
   * @return waits until it is ready again
   */
  Runnable crash() {
    if (Madang.IN_CONTAINERS) {
      var crashedAt = Instant.now();
      Launcher.compose("exec", "--detach", toString(), "sh", "-c", "kill -9 -1");
      return () -> eventually(() -> assertThat(healthySince()).isAfter(crashedAt));
    }
    long pid = Madang.pid(this);
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    return () -> {
      eventually(() -> assertThat(Madang.pid(this)).isNotEqualTo(pid));
      Http.send(Http.to(Madang.readiness(this)).build()).expect(200);
    };
  }

  /** Ends it with SIGKILL. A service that was killed by hand waits for {@link #start}. */
  void kill() {
    if (Madang.IN_CONTAINERS) {
      Launcher.compose("kill", toString());
    } else {
      Launcher.run("kill", toString());
    }
  }

  /** Returns when it is ready. */
  void start() {
    if (Madang.IN_CONTAINERS) {
      Launcher.compose("up", "--detach", "--wait", "--no-recreate", toString());
    } else {
      Launcher.run("start", toString());
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase().replace('_', '-');
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(RESTARTED_WITHIN).untilAsserted(assertion);
  }

  private Instant healthySince() {
    var id = Launcher.compose("ps", "--quiet", toString()).strip();
    var state = id.isEmpty() ? "" : Launcher.docker("inspect", "--format", INSPECT_START, id);
    var parts = state.strip().split(" ");
    return parts.length == 2 && parts[1].equals("healthy") ? Instant.parse(parts[0]) : Instant.MIN;
  }
}
