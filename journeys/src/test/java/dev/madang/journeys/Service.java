package dev.madang.journeys;

/** A service that {@code ./run} runs. */
enum Service {
  GATEWAY,
  USER_SERVICE,
  MEDIA_SERVICE,
  NOTIFICATION_SERVICE;

  /** Kills it with SIGKILL. */
  void kill() {
    var process = ProcessHandle.of(Madang.pid(this)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Returns when it is ready. */
  void start() {
    Launcher.run("start", toString());
  }

  @Override
  public String toString() {
    return name().toLowerCase().replace('_', '-');
  }
}
