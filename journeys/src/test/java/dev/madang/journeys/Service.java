package dev.madang.journeys;

/** One of our services, as {@code ./run} runs it. */
enum Service {
  GATEWAY,
  USER_SERVICE,
  MEDIA_SERVICE,
  NOTIFICATION_SERVICE;

  /** As {@code kill -9} does. */
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
