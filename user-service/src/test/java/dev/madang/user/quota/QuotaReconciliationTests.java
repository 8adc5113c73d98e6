package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.MovableClock;
import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler.SliceResult;
import dev.madang.user.job.JobId;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuotaReconciliationTests {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T02:30:00Z"));
  private final InMemoryQuotas quotas = new InMemoryQuotas(QuotasContract.PROPERTIES, clock);
  private final InMemoryObjectListing listing = new InMemoryObjectListing();
  private final UserId ada = new UserId(UUID.randomUUID().toString());

  @Test
  void missedEventsAreCorrected() {
    listing.put(key("there"), 5);
    listing.put(key("grown"), 7);
    quotas.record(key("grown"), OptionalLong.of(3), event(1));
    quotas.record(key("gone"), OptionalLong.of(11), event(1));

    var result = reconcile(listing);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 12, 0));
    assertThat(result).containsEntry("corrected", "3").containsEntry("users", "1");
  }

  @Test
  void wrongQuotaIsCorrected() {
    listing.put(key("a"), 5);
    quotas.record(key("a"), OptionalLong.of(5), event(1));
    quotas.drift(ada, 1_000_000);

    var result = reconcile(listing);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 5, 0));
    assertThat(result).containsEntry("corrected", "1");
  }

  @Test
  void correctQuotaStays() {
    listing.put(key("a"), 5);
    quotas.record(key("a"), OptionalLong.of(5), event(1));

    assertThat(reconcile(listing))
        .isEqualTo(Map.of("users", "1", "corrected", "0", "skipped", "0"));
  }

  @Test
  void expiredReservationsAreReleased() {
    quotas.reserve(Reservation.of(key("a"), 60, "sha256", clock.instant().plusSeconds(1800)));
    clock.pass(Duration.ofHours(1));

    reconcile(listing);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 0, 0));
  }

  @Test
  void userWithoutQuotaIsCounted() {
    listing.put(key("a"), 5);

    reconcile(listing);

    assertThat(quotas.of(ada).used()).isEqualTo(5);
  }

  @Test
  void deletionDuringTheReconciliationIsCounted() {
    listing.put(key("a"), 5);

    reconcile(
        new HookedListing(listing) {
          @Override
          void afterList() {
            listing.remove(key("a"));
            quotas.record(key("a"), OptionalLong.empty(), event(2));
          }
        });

    assertThat(quotas.of(ada).used()).isZero();
  }

  @Test
  void uploadDuringTheReconciliationIsCounted() {
    quotas.record(key("a"), OptionalLong.of(5), event(1));

    reconcile(
        new HookedListing(listing) {
          @Override
          void afterList() {
            listing.put(key("a"), 9);
            quotas.record(key("a"), OptionalLong.of(9), event(2));
          }
        });

    assertThat(quotas.of(ada).used()).isEqualTo(9);
  }

  @Test
  void failureOfOneUserDoesNotStopTheOthers() {
    var eve = new UserId(UUID.randomUUID().toString());
    listing.put(new ObjectKey(eve, "x"), 3);
    listing.put(key("a"), 5);

    var result =
        reconcile(
            new HookedListing(listing) {
              @Override
              public List<Stored> list(UserId user, Optional<ObjectKey> after, int limit) {
                if (user.equals(eve)) {
                  throw new IllegalStateException("S3 failed");
                }
                return super.list(user, after, limit);
              }
            });

    assertThat(quotas.of(ada).used()).isEqualTo(5);
    assertThat(result).containsEntry("skipped", "1").containsEntry("users", "1");
  }

  @Test
  void everyPageIsReconciledAcrossSlices() {
    for (int i = 0; i < 2500; i++) {
      listing.put(key("file%04d".formatted(i)), 1);
      quotas.record(key("old%04d".formatted(i)), OptionalLong.of(1), event(1));
    }

    var slices = new ArrayList<SliceResult>();
    var slow =
        new HookedListing(listing) {
          @Override
          void afterList() {
            clock.pass(Duration.ofSeconds(6));
          }
        };
    reconcile(slow, slices);

    assertThat(quotas.of(ada).used()).isEqualTo(2500);
    assertThat(slices).hasSizeGreaterThan(5);
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 100);
  }

  /**
   * Events are duplicated, reordered and lost; the reconciliation runs in between and at the end.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void quotaIsCorrectAfterAnyOrderAndLossOfEvents(int seed) {
    var random = new Random(seed);
    var events = new ArrayList<Runnable>();
    for (int i = 1; i <= 30; i++) {
      var key = key("file" + random.nextInt(5));
      var sequencer = event(i);
      var size = random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(9));
      size.ifPresentOrElse(bytes -> listing.put(key, bytes), () -> listing.remove(key));
      for (int times = random.nextInt(3); times > 0; times--) {
        events.add(() -> quotas.record(key, size, sequencer));
      }
    }
    Collections.shuffle(events, random);
    events.add(random.nextInt(events.size()), () -> reconcile(listing));
    events.forEach(Runnable::run);

    reconcile(listing);

    long actual =
        listing.list(ada, Optional.empty(), 100).stream()
            .mapToLong(ObjectListing.Stored::size)
            .sum();
    assertThat(quotas.of(ada).used()).isEqualTo(actual);
    events.forEach(Runnable::run);
    reconcile(listing);
    assertThat(quotas.of(ada).used()).isEqualTo(actual);
  }

  private Map<String, String> reconcile(ObjectListing seen) {
    return reconcile(seen, new ArrayList<>());
  }

  /** Runs each slice from the checkpoint of the one before. */
  private Map<String, String> reconcile(ObjectListing seen, List<SliceResult> slices) {
    var handler = new QuotaReconciliation(quotas, quotas, seen, clock);
    var checkpoint = Map.<String, String>of();
    while (true) {
      var slice = handler.next(job(checkpoint));
      slices.add(slice);
      switch (slice) {
        case SliceResult.Continue(var reached, _) -> checkpoint = reached;
        case SliceResult.Done(var result, _) -> {
          return result;
        }
        case SliceResult.Later _, SliceResult.Failed _ -> throw new AssertionError(slice);
      }
    }
  }

  private Job job(Map<String, String> checkpoint) {
    return new Job(
        JobId.next(),
        new UserId("system"),
        "quota-reconciliation",
        Map.of(),
        checkpoint,
        new Progress(0, 0),
        new Job.State.Running(),
        clock.instant());
  }

  private ObjectKey key(String name) {
    return new ObjectKey(ada, name);
  }

  private static Sequencer event(int number) {
    return QuotasContract.event(number);
  }

  /** Calls a hook after each list. */
  private abstract static class HookedListing implements ObjectListing {

    private final ObjectListing listing;

    HookedListing(ObjectListing listing) {
      this.listing = listing;
    }

    void afterList() {}

    @Override
    public List<Stored> list(UserId user, Optional<ObjectKey> after, int limit) {
      var listed = listing.list(user, after, limit);
      afterList();
      return listed;
    }

    @Override
    public OptionalLong size(ObjectKey key) {
      return listing.size(key);
    }

    @Override
    public List<UserId> owners(Optional<UserId> after) {
      return listing.owners(after);
    }
  }
}
