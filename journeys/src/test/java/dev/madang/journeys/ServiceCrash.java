package dev.madang.journeys;

import static java.util.concurrent.CompletableFuture.runAsync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Crashes a service at one moment of a journey; it is restarted while the journey continues. */
final class ServiceCrash implements AutoCloseable {

  private static final Executor IN_BACKGROUND = task -> Thread.ofPlatform().start(task);

  private final Service victim;
  private final Moment moment;
  private CompletableFuture<?> recovery = CompletableFuture.completedFuture(null);

  /** The moments of {@link CrashRecoveryTests}. */
  enum Moment {
    BEFORE_SIGN_UP,
    DURING_ACCOUNT_CREATION,
    DURING_UPLOAD,
    AFTER_PROCESSING
  }

  ServiceCrash(Service victim, Moment moment) {
    this.victim = victim;
    this.moment = moment;
  }

  /** Crashes the service, if this is the moment, before it returns. */
  void at(Moment now) {
    if (now == moment) {
      recovery = runAsync(victim.crash(), IN_BACKGROUND);
    }
  }

  /** Crashes the service, if this is the moment, while the caller continues. */
  void during(Moment now) {
    if (now == moment) {
      recovery = runAsync(() -> victim.crash().run(), IN_BACKGROUND);
    }
  }

  /** Waits until the service is ready again. */
  @Override
  public void close() {
    recovery.join();
  }
}
