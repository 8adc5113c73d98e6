package dev.madang.gateway.session;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Polls user-service every two seconds for revoked sessions. While user-service does not respond,
 * the known revocations stay in force. The gateway is ready after the first complete poll.
 */
@Component
class RevocationPoller implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationPoller.class);

  /** The largest that user-service returns; about 110 KB. */
  private static final int PAGE_SIZE = 1000;

  private final UserService userService;
  private final RevokedTokenValidator revoked;
  private final Clock clock;
  private @Nullable String next;
  private volatile @Nullable Instant polledAt;
  private boolean lastSucceeded = true;

  RevocationPoller(UserService userService, RevokedTokenValidator revoked, Clock clock) {
    this.userService = userService;
    this.revoked = revoked;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${gateway.session.poll-interval:2s}")
  void poll() {
    try {
      pollAllPages();
      polledAt = clock.instant();
      if (!lastSucceeded) {
        LOG.info("Polling revocations succeeded again");
      }
      lastSucceeded = true;
    } catch (RuntimeException failure) {
      if (lastSucceeded) {
        LOG.warn("Polling revocations failed, retrying; the known ones stay in force", failure);
      }
      lastSucceeded = false;
    }
  }

  private void pollAllPages() {
    UserService.RevocationPage page;
    do {
      page = userService.listRevocations(next, PAGE_SIZE);
      revoked.add(page.items());
      next = page.next();
    } while (page.more());
  }

  @Scheduled(fixedDelayString = "1m")
  void removeExpired() {
    revoked.removeExpired(clock.instant());
  }

  @Override
  public Health health() {
    var last = polledAt;
    return last == null
        ? Health.outOfService().withDetail("polledAt", "never").build()
        : Health.up()
            .withDetail("polledAt", last)
            .withDetail("revocationCount", revoked.size())
            .build();
  }
}
