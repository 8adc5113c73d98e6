package dev.madang.user.signin;

import dev.madang.user.cognito.UserLookup;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records failed sign-ins after their response, so that the response takes no longer for an address
 * that has an account. When its queue is full, it skips events.
 */
@Component
class FailedSignInRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(FailedSignInRecorder.class);
  private static final int QUEUE_CAPACITY = 1000;

  private final UserLookup users;
  private final SecurityEvents events;
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE_CAPACITY),
          Thread.ofVirtual().name("failed-sign-ins").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  FailedSignInRecorder(UserLookup users, SecurityEvents events) {
    this.users = users;
    this.events = events;
  }

  /**
   * @param username an email address or a user id
   */
  void record(String username, String step, ClientInfo client) {
    writer.execute(() -> {
      try {
        users
            .find(username)
            .ifPresent(user -> events.count(user, SecurityEventType.SIGN_IN_FAILED, step, client));
      } catch (RuntimeException failure) {
        LOG.warn("Recording a failed sign-in failed", failure);
      }
    });
  }

  @PreDestroy
  void stop() {
    writer.shutdown();
  }
}
