package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final InMemoryObjectListing space = new InMemoryObjectListing();
  private final UserId ada = new UserId(UUID.randomUUID().toString());

  @Test
  void whatEventsDidNotTellIsCounted() {
    space.put(key("there"), 5);
    space.put(key("grown"), 7);
    quotas.count(key("grown"), OptionalLong.of(3), event(1));
    quotas.count(key("gone"), OptionalLong.of(11), event(1));

    var result = recount(space);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 12, 0));
    assertThat(result).containsEntry("corrected", "3").containsEntry("users", "1");
  }

  @Test
  void anInjectedDriftIsMended() {
    space.put(key("a"), 5);
    quotas.count(key("a"), OptionalLong.of(5), event(1));
    quotas.drift(ada, 1_000_000);

    var result = recount(space);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 5, 0));
    assertThat(result).containsEntry("corrected", "1");
  }

  @Test
  void whereNothingIsWrongNothingIsCorrected() {
    space.put(key("a"), 5);
    quotas.count(key("a"), OptionalLong.of(5), event(1));

    assertThat(recount(space)).isEqualTo(Map.of("users", "1", "corrected", "0", "skipped", "0"));
  }

  @Test
  void expiredReservationsAreGivenBack() {
    quotas.reserve(Reservation.of(key("a"), 60, "sha256", clock.instant().plusSeconds(1800)));
    clock.move(Duration.ofHours(1));

    recount(space);

    assertThat(quotas.of(ada)).isEqualTo(new Quota(100, 0, 0));
  }

  @Test
  void aSpaceThatWasNeverCountedIs() {
    space.put(key("a"), 5);

    recount(space);

    assertThat(quotas.of(ada).used()).isEqualTo(5);
  }

  @Test
  void aDeletionThatIsToldWhileWeLookIsNotLost() {
    space.put(key("a"), 5);

    recount(
        new Watched(space) {
          @Override
          void afterList() {
            space.remove(key("a"));
            quotas.count(key("a"), OptionalLong.empty(), event(2));
          }
        });

    assertThat(quotas.of(ada).used()).isZero();
  }

  @Test
  void anUploadThatIsToldWhileWeLookIsNotLost() {
    quotas.count(key("a"), OptionalLong.of(5), event(1));

    recount(
        new Watched(space) {
          @Override
          void afterList() {
            space.put(key("a"), 9);
            quotas.count(key("a"), OptionalLong.of(9), event(2));
          }
        });

    assertThat(quotas.of(ada).used()).isEqualTo(9);
  }

  @Test
  void aSpaceThatCannotBeReadKeepsNobodyWaiting() {
    var eve = new UserId(UUID.randomUUID().toString());
    space.put(new ObjectKey(eve, "x"), 3);
    space.put(key("a"), 5);

    var result =
        recount(
            new Watched(space) {
              @Override
              public List<Stored> list(UserId user, Optional<ObjectKey> after, int limit) {
                if (user.equals(eve)) {
                  throw new IllegalStateException("S3 has a bad day");
                }
                return super.list(user, after, limit);
              }
            });

    assertThat(quotas.of(ada).used()).isEqualTo(5);
    assertThat(result).containsEntry("skipped", "1").containsEntry("users", "1");
  }

  @Test
  void whoDiesAfterAnySliceGoesOnAndEveryPageIsSeen() {
    for (int i = 0; i < 2500; i++) {
      space.put(key("file%04d".formatted(i)), 1);
      quotas.count(key("old%04d".formatted(i)), OptionalLong.of(1), event(1));
    }

    var slices = new ArrayList<SliceResult>();
    var slow =
        new Watched(space) {
          @Override
          void afterList() {
            clock.move(Duration.ofSeconds(6));
          }
        };
    recount(slow, slices);

    assertThat(quotas.of(ada).used()).isEqualTo(2500);
    assertThat(slices).hasSizeGreaterThan(5);
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 100);
  }

  /** Events come twice, in any order, or never; the recount runs in the middle of it, twice. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensToTheEventsTheNightMakesItRight(int seed) {
    var random = new Random(seed);
    var told = new ArrayList<Runnable>();
    for (int i = 1; i <= 30; i++) {
      var key = key("file" + random.nextInt(5));
      var sequencer = event(i);
      var size = random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(9));
      size.ifPresentOrElse(bytes -> space.put(key, bytes), () -> space.remove(key));
      for (int times = random.nextInt(3); times > 0; times--) {
        told.add(() -> quotas.count(key, size, sequencer));
      }
    }
    Collections.shuffle(told, random);
    told.add(random.nextInt(told.size()), () -> recount(space));
    told.forEach(Runnable::run);

    recount(space);

    long really =
        space.list(ada, Optional.empty(), 100).stream().mapToLong(ObjectListing.Stored::size).sum();
    assertThat(quotas.of(ada).used()).isEqualTo(really);
    told.forEach(Runnable::run);
    recount(space);
    assertThat(quotas.of(ada).used()).isEqualTo(really);
  }

  private Map<String, String> recount(ObjectListing seen) {
    return recount(seen, new ArrayList<>());
  }

  /** Runs it slice by slice, each from the checkpoint of the one before. */
  private Map<String, String> recount(ObjectListing seen, List<SliceResult> slices) {
    var work = new QuotaReconciliation(quotas, quotas, seen, clock);
    var checkpoint = Map.<String, String>of();
    while (true) {
      var slice = work.next(job(checkpoint));
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
        "quota-recount",
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

  /** Lets something happen right after the space was looked at. */
  private abstract static class Watched implements ObjectListing {

    private final ObjectListing space;

    Watched(ObjectListing space) {
      this.space = space;
    }

    void afterList() {}

    @Override
    public List<Stored> list(UserId user, Optional<ObjectKey> after, int limit) {
      var listed = space.list(user, after, limit);
      afterList();
      return listed;
    }

    @Override
    public OptionalLong size(ObjectKey key) {
      return space.size(key);
    }

    @Override
    public List<UserId> owners(Optional<UserId> after) {
      return space.owners(after);
    }
  }
}
