package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.user.MovableClock;
import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All tests share the table, so each one uses other months. */
class DynamoRevocationsTests {

  private static int month;

  private final DynamoDbClient dynamo = LocalAws.running().client(DynamoDbClient.builder());
  private final MovableClock clock =
      new MovableClock(Instant.parse("2036-01-01T00:00:00Z").plus(Duration.ofDays(100L * month++)));
  private final Revocations revocations = revocations(clock);

  @Test
  void returnsEveryRevocation() {
    var session = new Revocation.OfSession(name(), expiresAt());
    var user =
        new Revocation.OfUser(
            new UserId(name()), clock.instant(), Optional.of(name()), expiresAt());
    revocations.add(session);
    revocations.add(user);

    var page = revocations.after(Optional.empty(), 10);

    assertThat(page.items()).containsExactly(session, user);
    assertThat(page.more()).isFalse();
  }

  @Test
  void pagesContinueOnTheNextDay() {
    var added = new ArrayList<Revocation>();
    for (var i = 0; i < 5; i++) {
      clock.pass(Duration.ofHours(11));
      added.add(new Revocation.OfSession(name(), expiresAt()));
      revocations.add(added.getLast());
    }

    var first = revocations.after(Optional.empty(), 2);
    var second = revocations.after(Optional.of(first.next()), 2);
    var third = revocations.after(Optional.of(second.next()), 2);

    assertThat(first.more()).isTrue();
    assertThat(second.more()).isTrue();
    assertThat(third.more()).isFalse();
    assertThat(List.of(first, second, third))
        .flatExtracting(Revocations.Page::items)
        .containsExactlyElementsOf(added);
  }

  @Test
  void includesEntriesFromWritersWithASlowClock() {
    var read = revocations.after(Optional.empty(), 10);
    var slow = revocations(Clock.offset(clock, Duration.ofSeconds(-5)));
    var late = new Revocation.OfSession(name(), expiresAt());
    slow.add(late);

    assertThat(revocations.after(Optional.of(read.next()), 10).items()).containsExactly(late);
  }

  @Test
  void includesEntriesFromWritersWithAFastClock() {
    clock.pass(Duration.ofHours(24).minusSeconds(2)); // the next day for the other writer
    var fast = revocations(Clock.offset(clock, Duration.ofSeconds(5)));
    var early = new Revocation.OfSession(name(), expiresAt());
    fast.add(early);

    var read = revocations.after(Optional.empty(), 10);
    assertThat(read.items()).containsExactly(early);
    clock.pass(Duration.ofMinutes(1));
    var again = revocations.after(Optional.of(read.next()), 10);
    assertThat(again.items()).containsExactly(early);
    assertThat(revocations.after(Optional.of(again.next()), 10).items()).isEmpty();
  }

  @Test
  void aFullPageDoesNotHideEntriesFromWritersWithASlowClock() {
    var slow = revocations(Clock.offset(clock, Duration.ofSeconds(-15)));
    revocations.add(new Revocation.OfSession(name(), expiresAt()));
    revocations.add(new Revocation.OfSession(name(), expiresAt()));
    var full = revocations.after(Optional.empty(), 2);
    var read = revocations.after(Optional.of(full.next()), 2);
    var late = new Revocation.OfSession(name(), expiresAt());
    slow.add(late);

    assertThat(full.more()).isTrue();
    assertThat(revocations.after(Optional.of(read.next()), 10).items()).contains(late);
  }

  @Test
  void whatExpiresWithTheAccessTokensIsReadForAsLongOnly() {
    var forAMonth = new Revocation.OfSession(name(), expiresAt());
    revocations.add(forAMonth);
    var signOut = new Revocation.OfSession(name(), expiresWithAccessToken());
    revocations.add(signOut);
    assertThat(revocations.after(Optional.empty(), 10).items()).containsExactly(forAMonth, signOut);

    clock.pass(Duration.ofHours(2));
    var later = new Revocation.OfSession(name(), expiresWithAccessToken());
    revocations.add(later);

    assertThat(revocations.after(Optional.empty(), 10).items()).containsExactly(forAMonth, later);
  }

  @Test
  void pagesMixBothLivesInTheOrderOfTheirCreation() {
    var added = new ArrayList<Revocation>();
    clock.pass(Duration.ofHours(24).minusMinutes(3)); // so that they continue on the next day
    for (var i = 0; i < 9; i++) {
      clock.pass(Duration.ofMinutes(1));
      added.add(
          new Revocation.OfSession(name(), i % 3 == 0 ? expiresAt() : expiresWithAccessToken()));
      revocations.add(added.getLast());
    }

    var read = new ArrayList<Revocation>();
    var page = revocations.after(Optional.empty(), 2);
    read.addAll(page.items());
    while (page.more()) {
      page = revocations.after(Optional.of(page.next()), 2);
      read.addAll(page.items());
    }

    assertThat(read).containsExactlyElementsOf(added);
  }

  @Test
  void expiresAfterAMonth() {
    revocations.add(new Revocation.OfSession(name(), expiresAt()));
    clock.pass(Duration.ofDays(31));

    assertThat(revocations.after(Optional.empty(), 10).items()).isEmpty();
  }

  private Revocations revocations(Clock clock) {
    return new DynamoRevocations(dynamo, DynamoSessionsTests.PROPERTIES, clock);
  }

  private Instant expiresAt() {
    return clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant expiresWithAccessToken() {
    return clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String name() {
    return UUID.randomUUID().toString();
  }
}
