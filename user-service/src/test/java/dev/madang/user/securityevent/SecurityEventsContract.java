package dev.madang.user.securityevent;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.MovableClock;
import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final MovableClock clock = new MovableClock(NOW);
  private SecurityEvents events;

  abstract SecurityEvents events(Clock clock);

  @BeforeEach
  void open() {
    events = events(clock);
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
  void aHundredFailuresAreOneEventADay() {
    for (var i = 0; i < 100; i++) {
      events.count(ada, SecurityEventType.SIGN_IN_FAILED, "password", CLIENT);
    }
    events.count(ada, SecurityEventType.SIGN_IN_FAILED, "totp", CLIENT);
    clock.pass(Duration.ofDays(1));
    events.count(ada, SecurityEventType.SIGN_IN_FAILED, "password", CLIENT);

    assertThat(counts(events)).startsWith("password 1").hasSize(3);
    assertThat(counts(events)).contains("password 100", "totp 1");
  }

  @Test
  void aCountHasTheTimeOfTheFirstFailureAndTheClientOfTheLast() {
    events.count(ada, SecurityEventType.SIGN_IN_FAILED, "password", CLIENT);
    clock.pass(Duration.ofHours(1));
    var other = new ClientInfo("203.0.113.8", "curl");
    events.count(ada, SecurityEventType.SIGN_IN_FAILED, "password", other);

    assertThat(events.newest(ada, Optional.empty(), 10))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.createdAt()).isEqualTo(NOW);
          assertThat(event.client()).isEqualTo(other);
          assertThat(event.details())
              .isEqualTo(
                  Map.of("step", "password", "count", "2", "lastAt", "2026-11-23T10:30:00.120Z"));
        });
  }

  @Test
  void countsHaveTheirPlaceInThePages() {
    events.count(ada, SecurityEventType.SIGN_IN_FAILED, "password", CLIENT);
    events.count(ada, SecurityEventType.SIGN_IN_FAILED, "totp", CLIENT);
    events.record(ada, SecurityEventType.SIGNED_IN, CLIENT, Map.of());
    events.record(ada, SecurityEventType.SIGNED_OUT, CLIENT, Map.of());

    var ids = new ArrayList<String>();
    var before = Optional.<String>empty();
    for (var page = events.newest(ada, before, 1);
        !page.isEmpty();
        page = events.newest(ada, before, 1)) {
      ids.add(page.getFirst().id());
      before = Optional.of(page.getFirst().id());
    }

    assertThat(ids).hasSize(4).doesNotHaveDuplicates().isSortedAccordingTo(reverseOrder());
    assertThat(events.newest(ada, Optional.empty(), 10))
        .extracting(SecurityEvent::type)
        .startsWith(SecurityEventType.SIGNED_OUT, SecurityEventType.SIGNED_IN);
  }

  private List<String> counts(SecurityEvents events) {
    return events.newest(ada, Optional.empty(), 10).stream()
        .filter(it -> it.type() == SecurityEventType.SIGN_IN_FAILED)
        .map(it -> it.details().get("step") + " " + it.details().get("count"))
        .toList();
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
