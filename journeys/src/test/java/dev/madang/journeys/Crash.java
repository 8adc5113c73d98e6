package dev.madang.journeys;

import static java.util.concurrent.CompletableFuture.runAsync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A service is killed at a moment of a story, and is started again while the story goes on. */
final class Crash implements AutoCloseable {

  private static final Executor MEANWHILE = task -> Thread.ofPlatform().start(task);

  private final Service victim;
  private final Moment moment;
  private CompletableFuture<?> recovery = CompletableFuture.completedFuture(null);

  /** When it may happen. */
  enum Moment {
    WHILE_IDLE,
    AS_THE_ACCOUNT_OPENS,
    AS_THE_PHOTO_ARRIVES,
    AS_THE_THUMBNAILS_ARE_READY
  }

  Crash(Service victim, Moment moment) {
    this.victim = victim;
    this.moment = moment;
  }

  /** At a standstill: the victim is dead when this returns. */
  void at(Moment now) {
    if (now == moment) {
      victim.kill();
      recovery = runAsync(victim::start, MEANWHILE);
    }
  }

  /** In the middle of something: the kill and what comes next happen at once. */
  void during(Moment now) {
    if (now == moment) {
      recovery = runAsync(victim::kill, MEANWHILE).thenRun(victim::start);
    }
  }

  /** Returns when the victim is ready again. */
  @Override
  public void close() {
    recovery.join();
  }
}
