package dev.madang.user.securityevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behavior of every implementation of {@link SecurityEvents}. */
abstract class SecurityEventsContract {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.120Z");
  private static final ClientInfo CLIENT = new ClientInfo("203.0.113.7", "");

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final UserId bob = new UserId(UUID.randomUUID().toString());
  private SecurityEvents events;

  abstract SecurityEvents events(Clock clock);

  @BeforeEach
  void open() {
    events = events(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void returnsAnEventAsItWasRecorded() {
    events.record(
        ada, SecurityEventType.STORAGE_CREDENTIALS_ISSUED, CLIENT, Map.of("prefix", "private/"));

    assertThat(events.newest(ada, Optional.empty(), 10))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.type()).isEqualTo(SecurityEventType.STORAGE_CREDENTIALS_ISSUED);
          assertThat(event.createdAt()).isEqualTo(NOW);
          assertThat(event.client()).isEqualTo(CLIENT);
          assertThat(event.details()).isEqualTo(Map.of("prefix", "private/"));
        });
  }

  @Test
  void keepsEventsOfTheSameMillisecondInOrder() {
    events.record(ada, SecurityEventType.SIGN_IN_FAILED, CLIENT, Map.of());
    events.record(ada, SecurityEventType.SIGN_IN_FAILED, CLIENT, Map.of());
    events.record(ada, SecurityEventType.SIGNED_IN, CLIENT, Map.of());

    assertThat(events.newest(ada, Optional.empty(), 10))
        .extracting(SecurityEvent::type)
        .containsExactly(
            SecurityEventType.SIGNED_IN,
            SecurityEventType.SIGN_IN_FAILED,
            SecurityEventType.SIGN_IN_FAILED);
  }

  @Test
  void continuesBehindAnEvent() {
    events.record(ada, SecurityEventType.SIGNED_IN, CLIENT, Map.of());
    events.record(ada, SecurityEventType.EXPORT_REQUESTED, CLIENT, Map.of());
    events.record(ada, SecurityEventType.SIGNED_OUT, CLIENT, Map.of());

    var first = events.newest(ada, Optional.empty(), 2);
    events.record(ada, SecurityEventType.SIGNED_IN, CLIENT, Map.of());
    var second = events.newest(ada, Optional.of(first.getLast().id()), 2);

    assertThat(first)
        .extracting(SecurityEvent::type)
        .containsExactly(SecurityEventType.SIGNED_OUT, SecurityEventType.EXPORT_REQUESTED);
    assertThat(second).extracting(SecurityEvent::type).containsExactly(SecurityEventType.SIGNED_IN);
  }

  @Test
  void returnsOnlyEventsOfTheUser() {
    events.record(ada, SecurityEventType.SIGNED_IN, CLIENT, Map.of());

    assertThat(events.newest(bob, Optional.empty(), 10)).isEmpty();
  }
}
