package dev.madang.user.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.profile.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of security events promises. */
abstract class SecurityEventsContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.120Z");
  private static final Origin ORIGIN = new Origin("203.0.113.7", "");

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final UserId bob = new UserId(UUID.randomUUID().toString());
  private SecurityEvents events;

  abstract SecurityEvents events(Clock clock);

  @BeforeEach
  void open() {
    events = events(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void anEventIsReadAsItHappened() {
    events.record(
        ada, SecurityEventKind.STORAGE_CREDENTIALS_ISSUED, ORIGIN, Map.of("prefix", "private/"));

    assertThat(events.newest(ada, Optional.empty(), 10))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.kind()).isEqualTo(SecurityEventKind.STORAGE_CREDENTIALS_ISSUED);
          assertThat(event.at()).isEqualTo(NOW);
          assertThat(event.origin()).isEqualTo(ORIGIN);
          assertThat(event.details()).isEqualTo(Map.of("prefix", "private/"));
        });
  }

  @Test
  void whatHappensTwiceWithinAMillisecondIsKeptTwiceAndInOrder() {
    events.record(ada, SecurityEventKind.SIGN_IN_FAILED, ORIGIN, Map.of());
    events.record(ada, SecurityEventKind.SIGN_IN_FAILED, ORIGIN, Map.of());
    events.record(ada, SecurityEventKind.SIGNED_IN, ORIGIN, Map.of());

    assertThat(events.newest(ada, Optional.empty(), 10))
        .extracting(SecurityEvent::kind)
        .containsExactly(
            SecurityEventKind.SIGNED_IN,
            SecurityEventKind.SIGN_IN_FAILED,
            SecurityEventKind.SIGN_IN_FAILED);
  }

  @Test
  void aReaderGoesOnWhereItStopped() {
    events.record(ada, SecurityEventKind.SIGNED_IN, ORIGIN, Map.of());
    events.record(ada, SecurityEventKind.EXPORT_STARTED, ORIGIN, Map.of());
    events.record(ada, SecurityEventKind.SIGNED_OUT, ORIGIN, Map.of());

    var first = events.newest(ada, Optional.empty(), 2);
    events.record(ada, SecurityEventKind.SIGNED_IN, ORIGIN, Map.of());
    var second = events.newest(ada, Optional.of(first.getLast().id()), 2);

    assertThat(first)
        .extracting(SecurityEvent::kind)
        .containsExactly(SecurityEventKind.SIGNED_OUT, SecurityEventKind.EXPORT_STARTED);
    assertThat(second).extracting(SecurityEvent::kind).containsExactly(SecurityEventKind.SIGNED_IN);
  }

  @Test
  void nobodyReadsAnothersEvents() {
    events.record(ada, SecurityEventKind.SIGNED_IN, ORIGIN, Map.of());

    assertThat(events.newest(bob, Optional.empty(), 10)).isEmpty();
  }
}
