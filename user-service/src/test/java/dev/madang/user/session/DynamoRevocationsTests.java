package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.user.profile.UserId;
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

/** The table is everybody's, so each test lives in a month of its own. */
class DynamoRevocationsTests {

  private static int month;

  private final DynamoDbClient dynamo = LocalAws.running().client(DynamoDbClient.builder());
  private final MovableClock clock =
      new MovableClock(Instant.parse("2036-01-01T00:00:00Z").plus(Duration.ofDays(100L * month++)));
  private final Revocations revocations = revocations(clock);

  @Test
  void aReaderIsToldOfEach() {
    var session = new Revocation.OfSession(name(), inAMonth());
    var user = new Revocation.OfUser(new UserId(name()), clock.instant(), inAMonth());
    revocations.add(session);
    revocations.add(user);

    var page = revocations.after(Optional.empty(), 10);

    assertThat(page.items()).containsExactly(session, user);
    assertThat(page.more()).isFalse();
  }

  @Test
  void pagesFollowEachOtherFromDayToDay() {
    var made = new ArrayList<Revocation>();
    for (var i = 0; i < 5; i++) {
      clock.pass(Duration.ofHours(11));
      made.add(new Revocation.OfSession(name(), inAMonth()));
      revocations.add(made.getLast());
    }

    var first = revocations.after(Optional.empty(), 2);
    var second = revocations.after(Optional.of(first.next()), 2);
    var third = revocations.after(Optional.of(second.next()), 2);

    assertThat(first.more()).isTrue();
    assertThat(second.more()).isTrue();
    assertThat(third.more()).isFalse();
    assertThat(List.of(first, second, third))
        .flatExtracting(Revocations.Page::items)
        .containsExactlyElementsOf(made);
  }

  @Test
  void whatAWriterWithASlowClockAddsIsNotMissed() {
    var read = revocations.after(Optional.empty(), 10);
    var slow = revocations(Clock.offset(clock, Duration.ofSeconds(-5)));
    var late = new Revocation.OfSession(name(), inAMonth());
    slow.add(late);

    assertThat(revocations.after(Optional.of(read.next()), 10).items()).containsExactly(late);
  }

  @Test
  void whatAWriterWithAFastClockAddsIsToldUntilOurClockIsThereToo() {
    clock.pass(Duration.ofHours(24).minusSeconds(2)); // it is tomorrow for the other one
    var fast = revocations(Clock.offset(clock, Duration.ofSeconds(5)));
    var early = new Revocation.OfSession(name(), inAMonth());
    fast.add(early);

    var read = revocations.after(Optional.empty(), 10);
    assertThat(read.items()).containsExactly(early);
    clock.pass(Duration.ofMinutes(1));
    var again = revocations.after(Optional.of(read.next()), 10);
    assertThat(again.items()).containsExactly(early);
    assertThat(revocations.after(Optional.of(again.next()), 10).items()).isEmpty();
  }

  @Test
  void aFullPageDoesNotHideWhatASlowWriterAddsBehindIt() {
    var slow = revocations(Clock.offset(clock, Duration.ofSeconds(-15)));
    revocations.add(new Revocation.OfSession(name(), inAMonth()));
    revocations.add(new Revocation.OfSession(name(), inAMonth()));
    var full = revocations.after(Optional.empty(), 2);
    var read = revocations.after(Optional.of(full.next()), 2);
    var late = new Revocation.OfSession(name(), inAMonth());
    slow.add(late);

    assertThat(full.more()).isTrue();
    assertThat(revocations.after(Optional.of(read.next()), 10).items()).contains(late);
  }

  @Test
  void afterAMonthNobodyIsToldAnyMore() {
    revocations.add(new Revocation.OfSession(name(), inAMonth()));
    clock.pass(Duration.ofDays(31));

    assertThat(revocations.after(Optional.empty(), 10).items()).isEmpty();
  }

  private Revocations revocations(Clock clock) {
    return new DynamoRevocations(dynamo, DynamoSessionsTests.PROPERTIES, clock);
  }

  private Instant inAMonth() {
    return clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String name() {
    return UUID.randomUUID().toString();
  }
}
