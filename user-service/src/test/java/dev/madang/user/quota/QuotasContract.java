package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectUsageStore.Balance;
import dev.madang.user.quota.ObjectUsageStore.QuotaSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What every keeper of quotas promises. */
abstract class QuotasContract {

  static final QuotaProperties PROPERTIES =
      new QuotaProperties(
          "user-service-quotas",
          "user-service-object-usage",
          DataSize.ofBytes(100),
          200,
          Duration.ofDays(30));

  final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T10:00:00Z"));
  final UserId ada = new UserId(UUID.randomUUID().toString());

  abstract Quotas quotas();

  abstract ObjectUsageStore objects();

  /** Makes the quota wrong, as a mistake would. */
  abstract void drift(UserId user, long bytes);

  @Test
  void whoWasNeverCountedHasTheUsualLimit() {
    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 0));
    assertThat(quotas().knows(ada)).isFalse();
  }

  @Test
  void aReservationTakesSpace() {
    quotas().reserve(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 60));
    assertThat(quotas().knows(ada)).isTrue();
  }

  @Test
  void whatIsNotLeftIsRefused() {
    quotas().reserve(reservation("a", 60));

    assertThatThrownBy(() -> quotas().reserve(reservation("b", 41)))
        .isInstanceOfSatisfying(
            QuotaExceeded.class,
            refused -> assertThat(refused.quota()).isEqualTo(new Quota(100, 0, 60)));
    quotas().reserve(reservation("c", 40));
    assertThat(quotas().of(ada).available()).isZero();
  }

  @Test
  void theSameReservationAgainIsTheSameSpace() {
    quotas().reserve(reservation("a", 60));
    quotas().reserve(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 60));
  }

  @Test
  void theSameReservationAgainIsGoodUntilItsNewEnd() {
    quotas().reserve(reservation("a", 60));
    clock.move(Duration.ofMinutes(20));
    quotas().reserve(reservation("a", 60));
    clock.move(Duration.ofMinutes(20));

    assertThatThrownBy(() -> quotas().reserve(reservation("b", 60)))
        .isInstanceOf(QuotaExceeded.class);
  }

  @Test
  void anExpiredReservationMakesRoomWhenRoomIsNeeded() {
    quotas().reserve(reservation("a", 60));
    clock.move(Duration.ofMinutes(31));
    quotas().reserve(reservation("b", 30));
    assertThat(quotas().of(ada).reserved()).as("nobody needs it yet").isEqualTo(90);

    quotas().reserve(reservation("c", 70));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 100));
  }

  @Test
  void thereAreNoMoreThan200OpenUploads() {
    for (int i = 0; i < 200; i++) {
      quotas().reserve(reservation("empty" + i, 0));
    }

    assertThatThrownBy(() -> quotas().reserve(reservation("one more", 0)))
        .isInstanceOf(TooManyOpenUploads.class);

    clock.move(Duration.ofMinutes(31));
    quotas().reserve(reservation("one more", 0));
  }

  @Test
  void of5000ReservationsAtOnceExactlyThoseThatFitAreAccepted() {
    var accepted = new AtomicInteger();
    var refused = new AtomicInteger();
    try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5000; i++) {
        var upload = reservation("file" + i, 1);
        users.execute(() -> {
          try {
            quotas().reserve(upload);
            accepted.incrementAndGet();
          } catch (QuotaExceeded full) {
            refused.incrementAndGet();
          }
        });
      }
    }

    assertThat(accepted).hasValue(100);
    assertThat(refused).hasValue(4900);
    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 100));
  }

  @Test
  void whatIsGivenBackIsFreeAtOnce() {
    quotas().reserve(reservation("a", 60));

    quotas().release(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 0));
    quotas().reserve(reservation("b", 100));
  }

  @Test
  void givenBackTwiceIsOnce() {
    quotas().reserve(reservation("a", 60));
    quotas().reserve(reservation("b", 10));

    quotas().release(reservation("a", 60));
    quotas().release(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 10));
  }

  @Test
  void whatWasNeverReservedIsNotGivenBack() {
    quotas().release(reservation("a", 60));
    assertThat(quotas().knows(ada)).isFalse();

    quotas().reserve(reservation("b", 10));
    quotas().release(reservation("b", 9));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 10));
  }

  @Test
  void whatHasArrivedIsNotGivenBack() {
    quotas().reserve(reservation("a", 60));
    objects().count(key("a"), OptionalLong.of(60), event(1));

    quotas().release(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 60, 0));
  }

  @Test
  void reservingAndGivingBackAtOnceLosesNothing() {
    quotas().limit(ada, 1000);
    try (var everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var kept = reservation("kept" + i, 3);
        var given = reservation("given" + i, 5);
        quotas().reserve(given);
        everybody.execute(() -> quotas().reserve(kept));
        everybody.execute(() -> quotas().release(given));
        everybody.execute(() -> quotas().release(given));
      }
    }

    assertThat(quotas().of(ada)).isEqualTo(new Quota(1000, 0, 120));
  }

  @Test
  void whereSomebodyStandsIsTheQuotaAndWhatItCountsOfOneObject() {
    assertThat(objects().standing(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 0, 0), OptionalLong.empty()));

    quotas().reserve(reservation("a", 60));
    objects().count(key("b"), OptionalLong.of(7), event(1));
    assertThat(objects().standing(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 7, 60), OptionalLong.empty()));

    objects().count(key("a"), OptionalLong.of(60), event(1));
    assertThat(objects().standing(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 67, 0), OptionalLong.of(60)));

    objects().count(key("a"), OptionalLong.empty(), event(2));
    assertThat(objects().standing(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 7, 0), OptionalLong.empty()));
  }

  @Test
  void anotherLimitCountsAtOnceAndTakesNothingAway() {
    quotas().reserve(reservation("a", 60));

    assertThat(quotas().limit(ada, 50)).isEqualTo(new Quota(50, 0, 60));
    assertThat(quotas().of(ada).available()).isZero();
    assertThatThrownBy(() -> quotas().reserve(reservation("b", 1)))
        .isInstanceOf(QuotaExceeded.class);

    quotas().limit(ada, 61);
    quotas().reserve(reservation("b", 1));
  }

  @Test
  void anObjectTakesThePlaceOfItsReservation() {
    quotas().reserve(reservation("a", 60));

    objects().count(key("a"), OptionalLong.of(60), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 60, 0));
  }

  @Test
  void anotherObjectLeavesTheReservation() {
    quotas().reserve(reservation("a", 60));

    objects().count(key("b"), OptionalLong.of(60), event(1));
    objects().count(key("a"), OptionalLong.of(7), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 67, 60));
  }

  @Test
  void anEventThatComesTwiceCountsOnce() {
    quotas().reserve(reservation("a", 10));
    quotas()
        .reserve(Reservation.of(key("a"), 10, "other bytes", clock.instant().plusSeconds(1800)));

    objects().count(key("a"), OptionalLong.of(10), event(1));
    objects().count(key("a"), OptionalLong.of(10), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 10, 10));
  }

  @Test
  void aReplacedObjectCountsWithItsNewSize() {
    objects().count(key("a"), OptionalLong.of(60), event(1));
    objects().count(key("a"), OptionalLong.of(20), event(2));

    assertThat(quotas().of(ada).used()).isEqualTo(20);
  }

  @Test
  void aLateEventOfWhatIsGoneDoesNotBringItBack() {
    objects().count(key("a"), OptionalLong.empty(), event(2));
    objects().count(key("a"), OptionalLong.of(60), event(1));

    assertThat(quotas().of(ada).used()).isZero();
  }

  @Test
  void whatCameToItsPlacePastUsMayBeMoreThanTheLimit() {
    objects().count(key("a"), OptionalLong.of(150), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 150, 0));
    assertThat(quotas().of(ada).available()).isZero();
    assertThatThrownBy(() -> quotas().reserve(reservation("b", 0)))
        .isInstanceOf(QuotaExceeded.class);

    objects().count(key("a"), OptionalLong.empty(), event(2));
    quotas().reserve(reservation("b", 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void eventsInAnyOrderAndTwiceCountAsTheLastOfEachKey(int seed) {
    var random = new Random(seed);
    var told = new ArrayList<Runnable>();
    var last = new long[4];
    for (int event = 1; event <= 24; event++) {
      var name = random.nextInt(last.length);
      var size = random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(9));
      last[name] = size.orElse(0);
      var sequencer = event(event);
      Runnable tell = () -> objects().count(key("file" + name), size, sequencer);
      told.add(tell);
      if (random.nextInt(3) == 0) {
        told.add(tell);
      }
    }
    Collections.shuffle(told, random);

    try (var listeners = Executors.newFixedThreadPool(4)) {
      told.forEach(listeners::execute);
    }

    assertThat(quotas().of(ada).used())
        .isEqualTo(IntStream.range(0, 4).mapToLong(i -> last[i]).sum());
  }

  @Test
  void objectsAndReservationsAtOnceLoseNothing() {
    quotas().limit(ada, 1000);
    try (var everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var name = "file" + i;
        everybody.execute(() -> quotas().reserve(reservation(name, 3)));
        everybody.execute(() -> objects().count(key("other" + name), OptionalLong.of(2), event(1)));
      }
    }

    assertThat(quotas().of(ada)).isEqualTo(new Quota(1000, 80, 120));
  }

  @Test
  void theListIsInTheOrderOfTheKeys() {
    for (var name : List.of("b", "a/c", "a", "é", "\uD83D\uDE00", "\uFB01")) {
      objects().count(key(name), OptionalLong.of(1), event(1));
    }

    assertThat(objects().list(ada, Optional.of(key("a")), 4))
        .extracting(it -> it.key().path())
        .containsExactly("a/c", "b", "é", "\uFB01");
  }

  @Test
  void theEndOfWhatIsGoneAlreadyMakesNobodyKnown() {
    objects().count(key("a"), OptionalLong.empty(), event(1));

    assertThat(quotas().knows(ada)).isFalse();
  }

  @Test
  void aCorrectionChangesBoth() {
    assertThat(objects().correct(key("a"), Optional.empty(), OptionalLong.of(5))).isTrue();
    assertThat(quotas().of(ada).used()).isEqualTo(5);

    var seen = objects().list(ada, Optional.empty(), 1).getFirst();
    assertThat(objects().correct(key("a"), Optional.of(seen), OptionalLong.empty())).isTrue();
    assertThat(quotas().of(ada).used()).isZero();
  }

  @Test
  void anEventIsNotLostToACorrection() {
    objects().count(key("a"), OptionalLong.of(5), event(1));
    var seen = objects().list(ada, Optional.empty(), 1).getFirst();

    objects().count(key("a"), OptionalLong.of(8), event(2));

    assertThat(objects().correct(key("a"), Optional.of(seen), OptionalLong.empty())).isFalse();
    assertThat(objects().correct(key("a"), Optional.empty(), OptionalLong.of(1))).isFalse();
    assertThat(quotas().of(ada).used()).isEqualTo(8);
  }

  @Test
  void anEventIsCountedAfterACorrectionThatKnewIt() {
    objects().correct(key("a"), Optional.empty(), OptionalLong.of(5));

    objects().count(key("a"), OptionalLong.of(5), event(1));

    assertThat(quotas().of(ada).used()).isEqualTo(5);
  }

  @Test
  void balancingMendsWhatIsWrong() {
    objects().count(key("a"), OptionalLong.of(5), event(1));
    quotas().reserve(reservation("b", 10));
    assertThat(objects().balance(ada)).isEqualTo(Balance.RIGHT);

    drift(ada, 77);

    assertThat(objects().balance(ada)).isEqualTo(Balance.CORRECTED);
    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 5, 10));
  }

  @Test
  void balancingGivesExpiredReservationsBack() {
    for (int i = 0; i < 45; i++) {
      quotas().reserve(reservation("file" + i, 1));
    }
    clock.move(Duration.ofMinutes(31));

    objects().balance(ada);

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 0));
  }

  @Test
  void aForgottenUserIsUnknown() {
    objects().count(key("a"), OptionalLong.of(5), event(1));
    objects().count(key("b"), OptionalLong.of(5), event(1));

    assertThat(objects().remembered(ada)).isEqualTo(2);

    assertThat(objects().forgetSome(ada)).isTrue();
    quotas().forget(ada);
    quotas().forget(ada);

    assertThat(quotas().knows(ada)).isFalse();
    assertThat(objects().remembered(ada)).isZero();
    assertThat(objects().list(ada, Optional.empty(), 10)).isEmpty();
  }

  Reservation reservation(String name, long bytes) {
    return Reservation.of(key(name), bytes, "sha256", clock.instant().plus(Duration.ofMinutes(30)));
  }

  ObjectKey key(String name) {
    return new ObjectKey(ada, name);
  }

  static Sequencer event(int number) {
    return new Sequencer("%016X".formatted(number));
  }
}
