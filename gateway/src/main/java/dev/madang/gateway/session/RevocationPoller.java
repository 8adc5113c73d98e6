package dev.madang.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks user-service every two seconds which sessions were ended. While it does not answer, what is
 * known goes on to count. The gateway is ready when it was told everything once.
 */
@Component
class RevocationPoller implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationPoller.class);

  /** With the two seconds between the questions, within the five that are promised. */
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  private final UserService userService;
  private final RevokedTokenValidator revoked;
  private final Clock clock;
  private @Nullable String next;
  private volatile @Nullable Instant heardAt;
  private boolean answered = true;

  RevocationPoller(UserService userService, RevokedTokenValidator revoked, Clock clock) {
    this.userService = userService;
    this.revoked = revoked;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${gateway.revocation.pause:2s}")
  void ask() {
    try {
      askUntilThereIsNoMore();
      heardAt = clock.instant();
      if (!answered) {
        LOG.info("user-service tells of revocations again");
      }
      answered = true;
    } catch (RuntimeException failure) {
      if (answered) {
        LOG.warn("user-service does not tell of revocations; the known ones count", failure);
      }
      answered = false;
    }
  }

  private void askUntilThereIsNoMore() {
    UserService.Page page;
    do {
      page = userService.revocations(next).blockOptional(PATIENCE).orElseThrow();
      revoked.add(page.items());
      next = page.next();
    } while (page.more());
  }

  @Override
  public Health health() {
    var last = heardAt;
    return last == null
        ? Health.outOfService().withDetail("heardAt", "never").build()
        : Health.up().withDetail("heardAt", last).withDetail("known", revoked.size()).build();
  }
}
