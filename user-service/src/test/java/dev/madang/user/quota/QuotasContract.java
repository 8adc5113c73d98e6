package dev.madang.user.quota;

import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_FAILED;
import static dev.madang.user.UserProblem.QUOTA_EXCEEDED;
import static dev.madang.user.UserProblem.TOO_MANY_OPEN_UPLOADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.defaults.problem.ProblemType;
import dev.madang.user.MovableClock;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectUsageStore.Balance;
import dev.madang.user.quota.ObjectUsageStore.QuotaSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** The contract of all quotas. */
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

  /** Makes the quota wrong. */
  abstract void drift(UserId user, long bytes);

  @Test
  void userWithoutQuotaHasTheDefaultLimit() {
    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 0));
    assertThat(quotas().exists(ada)).isFalse();
  }

  @Test
  void reservationTakesSpace() {
    quotas().reserve(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 60));
    assertThat(quotas().exists(ada)).isTrue();
  }

  @Test
  void exceedingReservationIsRejected() {
    quotas().reserve(reservation("a", 60));

    assertThatThrownBy(() -> quotas().reserve(reservation("b", 41)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.problemType()).isEqualTo(QUOTA_EXCEEDED);
              assertThat(problem.getBody().getProperties())
                  .isEqualTo(Map.of("limit", 100L, "used", 0L, "reserved", 60L));
            });
    quotas().reserve(reservation("c", 40));
    assertThat(quotas().of(ada).available()).isZero();
  }

  @Test
  void reservationIsIdempotent() {
    quotas().reserve(reservation("a", 60));
    quotas().reserve(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 60));
  }

  @Test
  void repeatedReservationIsExtended() {
    quotas().reserve(reservation("a", 60));
    clock.pass(Duration.ofMinutes(20));
    quotas().reserve(reservation("a", 60));
    clock.pass(Duration.ofMinutes(20));

    assertThatThrownBy(() -> quotas().reserve(reservation("b", 60)))
        .satisfies(isProblem(QUOTA_EXCEEDED));
  }

  @Test
  void expiredReservationIsReleasedWhenSpaceIsNeeded() {
    quotas().reserve(reservation("a", 60));
    clock.pass(Duration.ofMinutes(31));
    quotas().reserve(reservation("b", 30));
    assertThat(quotas().of(ada).reserved()).as("not needed yet").isEqualTo(90);

    quotas().reserve(reservation("c", 70));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 100));
  }

  @Test
  void thereAreAtMost200OpenUploads() {
    for (int i = 0; i < 200; i++) {
      quotas().reserve(reservation("empty" + i, 0));
    }

    assertThatThrownBy(() -> quotas().reserve(reservation("one more", 0)))
        .satisfies(isProblem(TOO_MANY_OPEN_UPLOADS));

    clock.pass(Duration.ofMinutes(31));
    quotas().reserve(reservation("one more", 0));
  }

  @Test
  void exactlyTheFittingOf5000ConcurrentReservationsAreAccepted() {
    var accepted = new AtomicInteger();
    var refused = new AtomicInteger();
    try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5000; i++) {
        var upload = reservation("file" + i, 1);
        users.execute(() -> {
          try {
            quotas().reserve(upload);
            accepted.incrementAndGet();
          } catch (ProblemException full) {
            assertThat(full.problemType()).isEqualTo(QUOTA_EXCEEDED);
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
  void releasedSpaceIsAvailableAtOnce() {
    quotas().reserve(reservation("a", 60));

    quotas().release(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 0));
    quotas().reserve(reservation("b", 100));
  }

  @Test
  void releaseIsIdempotent() {
    quotas().reserve(reservation("a", 60));
    quotas().reserve(reservation("b", 10));

    quotas().release(reservation("a", 60));
    quotas().release(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 10));
  }

  @Test
  void unknownReservationIsNotReleased() {
    quotas().release(reservation("a", 60));
    assertThat(quotas().exists(ada)).isFalse();

    quotas().reserve(reservation("b", 10));
    quotas().release(reservation("b", 9));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 10));
  }

  @Test
  void reservationOfACountedObjectIsNotReleased() {
    quotas().reserve(reservation("a", 60));
    objects().record(key("a"), OptionalLong.of(60), event(1));

    quotas().release(reservation("a", 60));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 60, 0));
  }

  @Test
  void concurrentReservationsAndReleasesAreAllApplied() {
    setLimit(1000);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var remaining = reservation("kept" + i, 3);
        var given = reservation("given" + i, 5);
        quotas().reserve(given);
        clients.execute(() -> quotas().reserve(remaining));
        clients.execute(() -> quotas().release(given));
        clients.execute(() -> quotas().release(given));
      }
    }

    assertThat(quotas().of(ada)).isEqualTo(new Quota(1000, 0, 120));
  }

  @Test
  void snapshotHasTheQuotaAndTheSizeOfOneObject() {
    assertThat(objects().snapshot(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 0, 0), OptionalLong.empty()));

    quotas().reserve(reservation("a", 60));
    objects().record(key("b"), OptionalLong.of(7), event(1));
    assertThat(objects().snapshot(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 7, 60), OptionalLong.empty()));

    objects().record(key("a"), OptionalLong.of(60), event(1));
    assertThat(objects().snapshot(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 67, 0), OptionalLong.of(60)));

    objects().record(key("a"), OptionalLong.empty(), event(2));
    assertThat(objects().snapshot(key("a")))
        .isEqualTo(new QuotaSnapshot(new Quota(100, 7, 0), OptionalLong.empty()));
  }

  @Test
  void newLimitTakesEffectAtOnceAndKeepsReservations() {
    quotas().reserve(reservation("a", 60));

    assertThat(setLimit(50).quota()).isEqualTo(new Quota(50, 0, 60));
    assertThat(quotas().of(ada).available()).isZero();
    assertThatThrownBy(() -> quotas().reserve(reservation("b", 1)))
        .satisfies(isProblem(QUOTA_EXCEEDED));

    setLimit(61);
    quotas().reserve(reservation("b", 1));
  }

  @Test
  void objectReplacesItsReservation() {
    quotas().reserve(reservation("a", 60));

    objects().record(key("a"), OptionalLong.of(60), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 60, 0));
  }

  @Test
  void anotherObjectKeepsTheReservation() {
    quotas().reserve(reservation("a", 60));

    objects().record(key("b"), OptionalLong.of(60), event(1));
    objects().record(key("a"), OptionalLong.of(7), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 67, 60));
  }

  @Test
  void duplicateEventCountsOnce() {
    quotas().reserve(reservation("a", 10));
    quotas()
        .reserve(Reservation.of(key("a"), 10, "other bytes", clock.instant().plusSeconds(1800)));

    objects().record(key("a"), OptionalLong.of(10), event(1));
    objects().record(key("a"), OptionalLong.of(10), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 10, 10));
  }

  @Test
  void overwrittenObjectCountsItsNewSize() {
    objects().record(key("a"), OptionalLong.of(60), event(1));
    objects().record(key("a"), OptionalLong.of(20), event(2));

    assertThat(quotas().of(ada).used()).isEqualTo(20);
  }

  @Test
  void lateEventDoesNotRestoreADeletedObject() {
    objects().record(key("a"), OptionalLong.empty(), event(2));
    objects().record(key("a"), OptionalLong.of(60), event(1));

    assertThat(quotas().of(ada).used()).isZero();
  }

  @Test
  void directUploadMayExceedTheLimit() {
    objects().record(key("a"), OptionalLong.of(150), event(1));

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 150, 0));
    assertThat(quotas().of(ada).available()).isZero();
    assertThatThrownBy(() -> quotas().reserve(reservation("b", 0)))
        .satisfies(isProblem(QUOTA_EXCEEDED));

    objects().record(key("a"), OptionalLong.empty(), event(2));
    quotas().reserve(reservation("b", 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void lastEventOfEachKeyCountsInAnyOrder(int seed) {
    var random = new Random(seed);
    var reports = new ArrayList<Runnable>();
    var last = new long[4];
    for (int event = 1; event <= 24; event++) {
      var name = random.nextInt(last.length);
      var size = random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(9));
      last[name] = size.orElse(0);
      var sequencer = event(event);
      Runnable report = () -> objects().record(key("file" + name), size, sequencer);
      reports.add(report);
      if (random.nextInt(3) == 0) {
        reports.add(report);
      }
    }
    Collections.shuffle(reports, random);

    try (var listeners = Executors.newFixedThreadPool(4)) {
      reports.forEach(listeners::execute);
    }

    assertThat(quotas().of(ada).used())
        .isEqualTo(IntStream.range(0, 4).mapToLong(i -> last[i]).sum());
  }

  @Test
  void concurrentObjectsAndReservationsAreAllApplied() {
    setLimit(1000);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var name = "file" + i;
        clients.execute(() -> quotas().reserve(reservation(name, 3)));
        clients.execute(() -> objects().record(key("other" + name), OptionalLong.of(2), event(1)));
      }
    }

    assertThat(quotas().of(ada)).isEqualTo(new Quota(1000, 80, 120));
  }

  @Test
  void listIsInKeyOrder() {
    for (var name : List.of("b", "a/c", "a", "é", "\uD83D\uDE00", "\uFB01")) {
      objects().record(key(name), OptionalLong.of(1), event(1));
    }

    assertThat(objects().list(ada, Optional.of(key("a")), 4))
        .extracting(it -> it.key().path())
        .containsExactly("a/c", "b", "é", "\uFB01");
  }

  @Test
  void deletionOfAnUnknownObjectStoresNoQuota() {
    objects().record(key("a"), OptionalLong.empty(), event(1));

    assertThat(quotas().exists(ada)).isFalse();
  }

  @Test
  void correctionChangesObjectAndQuota() {
    assertThat(objects().correct(key("a"), Optional.empty(), OptionalLong.of(5))).isTrue();
    assertThat(quotas().of(ada).used()).isEqualTo(5);

    var seen = objects().list(ada, Optional.empty(), 1).getFirst();
    assertThat(objects().correct(key("a"), Optional.of(seen), OptionalLong.empty())).isTrue();
    assertThat(quotas().of(ada).used()).isZero();
  }

  @Test
  void correctionDoesNotOverwriteAnEvent() {
    objects().record(key("a"), OptionalLong.of(5), event(1));
    var seen = objects().list(ada, Optional.empty(), 1).getFirst();

    objects().record(key("a"), OptionalLong.of(8), event(2));

    assertThat(objects().correct(key("a"), Optional.of(seen), OptionalLong.empty())).isFalse();
    assertThat(objects().correct(key("a"), Optional.empty(), OptionalLong.of(1))).isFalse();
    assertThat(quotas().of(ada).used()).isEqualTo(8);
  }

  @Test
  void eventAfterItsCorrectionCountsOnce() {
    objects().correct(key("a"), Optional.empty(), OptionalLong.of(5));

    objects().record(key("a"), OptionalLong.of(5), event(1));

    assertThat(quotas().of(ada).used()).isEqualTo(5);
  }

  @Test
  void balancingCorrectsTheQuota() {
    objects().record(key("a"), OptionalLong.of(5), event(1));
    quotas().reserve(reservation("b", 10));
    assertThat(objects().balance(ada)).isEqualTo(Balance.CORRECT);

    drift(ada, 77);

    assertThat(objects().balance(ada)).isEqualTo(Balance.CORRECTED);
    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 5, 10));
  }

  @Test
  void balancingReleasesExpiredReservations() {
    for (int i = 0; i < 45; i++) {
      quotas().reserve(reservation("file" + i, 1));
    }
    clock.pass(Duration.ofMinutes(31));

    objects().balance(ada);

    assertThat(quotas().of(ada)).isEqualTo(new Quota(100, 0, 0));
  }

  @Test
  void erasedUserHasNoQuota() {
    objects().record(key("a"), OptionalLong.of(5), event(1));
    objects().record(key("b"), OptionalLong.of(5), event(1));

    assertThat(objects().count(ada)).isEqualTo(2);

    assertThat(objects().erase(ada)).isTrue();
    quotas().delete(ada);
    quotas().delete(ada);

    assertThat(quotas().exists(ada)).isFalse();
    assertThat(objects().count(ada)).isZero();
    assertThat(objects().list(ada, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void limitIsSetOnlyIfTheVersionMatches() {
    assertThat(quotas().versioned(ada)).isEqualTo(new VersionedQuota(new Quota(100, 0, 0), 0));

    var changed = quotas().setLimit(ada, 50, OptionalLong.of(0));

    assertThat(changed.quota()).isEqualTo(new Quota(50, 0, 0));
    assertThat(quotas().versioned(ada)).isEqualTo(changed);
    assertThatThrownBy(() -> quotas().setLimit(ada, 60, OptionalLong.of(0)))
        .satisfies(isProblem(PRECONDITION_FAILED));
    quotas().reserve(reservation("a", 10));
    assertThatThrownBy(() -> quotas().setLimit(ada, 60, OptionalLong.of(changed.version())))
        .satisfies(isProblem(PRECONDITION_FAILED));
    assertThat(quotas().of(ada)).isEqualTo(new Quota(50, 0, 10));
  }

  private static Consumer<Throwable> isProblem(ProblemType type) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                ProblemException.class,
                problem -> assertThat(problem.problemType()).isEqualTo(type));
  }

  private VersionedQuota setLimit(long limit) {
    return quotas().setLimit(ada, limit, OptionalLong.empty());
  }

  Reservation reservation(String name, long size) {
    return Reservation.of(key(name), size, "sha256", clock.instant().plus(Duration.ofMinutes(30)));
  }

  ObjectKey key(String name) {
    return new ObjectKey(ada, name);
  }

  static Sequencer event(int number) {
    return new Sequencer("%016X".formatted(number));
  }
}
