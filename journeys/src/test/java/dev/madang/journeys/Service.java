package dev.madang.journeys;

/** A service of the system under test. */
enum Service {
  GATEWAY,
  USER_SERVICE,
  MEDIA_SERVICE,
  NOTIFICATION_SERVICE;

  /** Kills it with SIGKILL. Docker does not restart a container that was killed by hand. */
  void kill() {
    if (Madang.IN_CONTAINERS) {
      Launcher.compose("kill", toString());
      return;
    }
    var process = ProcessHandle.of(Madang.pid(this)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
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
}
