package dev.madang.user.account;

import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Remembers failed sign-ins when their answer is given, so that it takes no longer for an address
 * that has an account. Whoever fails faster than we write is not remembered each time.
 */
@Component
class FailedSignIns {

  private static final Logger log = LoggerFactory.getLogger(FailedSignIns.class);
  private static final int WAITING = 1000;

  private final Accounts accounts;
  private final SecurityEvents events;
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofVirtual().name("failed-sign-ins").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  FailedSignIns(Accounts accounts, SecurityEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  /**
   * @param username an address or a user's id
   */
  void remember(String username, String step, Origin origin) {
    writer.execute(() -> {
      try {
        accounts.find(username).ifPresent(user -> record(user, step, origin));
      } catch (RuntimeException lost) {
        log.warn("A failed sign-in is not recorded", lost);
      }
    });
  }

  private void record(UserId user, String step, Origin origin) {
    events.record(user, SecurityEventKind.SIGN_IN_FAILED, origin, Map.of("step", step));
  }

  @PreDestroy
  void stop() {
    writer.shutdown();
  }
}
