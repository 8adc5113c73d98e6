package dev.madang.journeys;

/** A service that {@code ./run} runs. */
enum Service {
  GATEWAY,
  USER_SERVICE,
  MEDIA_SERVICE,
  NOTIFICATION_SERVICE;

  /** Kills it with SIGKILL. */
  void kill() {
    Launcher.run("kill", toString());
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
