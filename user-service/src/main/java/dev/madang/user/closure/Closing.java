package dev.madang.user.closure;

import static java.util.stream.Collectors.toMap;

import dev.madang.user.announcement.Farewells;
import dev.madang.user.erasure.Erasable;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobWork;
import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
import dev.madang.user.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Closes an account, one step a slice. Each step may be done twice; what it removes was counted by
 * a step before it, whose count is recorded.
 */
@Component
class Closing implements JobWork {

  static final String KIND = "closure";

  private static final String STEPS = "steps";
  private static final String LOCKED_AT = "lockedAt";
  private static final String TOLD_AT = "toldAt";
  private static final String REMOVED = "removed.";
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final Locks locks;
  private final Sessions sessions;
  private final Profiles profiles;
  private final Removals removals;
  private final List<Erasable> stores;
  private final Farewells farewells;
  private final ClosureProperties properties;
  private final Clock clock;

  Closing(
      Locks locks,
      Sessions sessions,
      Profiles profiles,
      Removals removals,
      List<Erasable> stores,
      Farewells farewells,
      ClosureProperties properties,
      Clock clock) {
    this.locks = locks;
    this.sessions = sessions;
    this.profiles = profiles;
    this.removals = removals;
    this.stores = List.copyOf(stores);
    this.farewells = farewells;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Slice next(Job job) {
    var user = job.owner();
    return switch (Step.values()[stepsDone(job)]) {
      case SIGN_INS_COUNTED -> done(job, signIns(user));
      case LOCKED -> locked(job, user);
      case PARTS_REMOVED -> partsRemoved(job, user);
      case STORES_COUNTED ->
          done(
              job,
              removed(stores.stream().collect(toMap(Erasable::store, it -> counted(it, user)))));
      case STORES_EMPTIED -> emptied(user) ? done(job, Map.of()) : again(job, Duration.ZERO);
      case ACCOUNT_REMOVED -> accountRemoved(job, user);
      case SWEPT -> swept(job, user);
      case FORGOTTEN -> forgotten(job, user);
    };
  }

  private Map<String, String> signIns(UserId user) {
    return removed(
        Map.of(
            "account", Removed.of(1),
            "profile", Removed.of(profiles.find(user).isPresent() ? 1 : 0),
            "sessions", Removed.of(sessions.of(user).size())));
  }

  private Slice locked(Job job, UserId user) {
    var now = clock.instant();
    removals.await(user, now);
    locks.lock(user);
    sessions.revokeAll(user);
    // Marked last: the mark is what the others hear of.
    profiles.close(user, now);
    return done(job, Map.of(LOCKED_AT, now.toString()));
  }

  private Slice partsRemoved(Job job, UserId user) {
    var reports = removals.of(user);
    if (!reports.keySet().containsAll(properties.services())) {
      return waited(job, user);
    }
    var parts = new HashMap<String, Removed>();
    reports.values().forEach(parts::putAll);
    return done(job, removed(parts));
  }

  /** Tells the others again at times, as what was told may be lost. */
  private Slice waited(Job job, UserId user) {
    var now = clock.instant();
    var toldAt = Instant.parse(job.checkpoint().getOrDefault(TOLD_AT, lockedAt(job).toString()));
    if (now.isBefore(toldAt.plus(properties.tellAgain()))) {
      return again(job, properties.poll());
    }
    farewells.tellAgain("awaited-" + user + "-" + now.toEpochMilli(), user, lockedAt(job));
    var checkpoint = new HashMap<>(job.checkpoint());
    checkpoint.put(TOLD_AT, now.toString());
    return new Slice.Later(checkpoint, progress(stepsDone(job)), properties.poll());
  }

  private static Removed counted(Erasable store, UserId user) {
    return Removed.of(store.count(user));
  }

  /** Goes on with the others when one of them needs longer. */
  private boolean emptied(UserId user) {
    sessions.forget(user);
    return stores.stream().map(store -> store.erase(user)).reduce(true, Boolean::logicalAnd);
  }

  private Slice accountRemoved(Job job, UserId user) {
    locks.remove(user);
    // The mark alone stays, without address and name: a token that is left must not make a profile.
    profiles.remove(user);
    profiles.close(user, lockedAt(job));
    return done(job, Map.of());
  }

  private Slice swept(Job job, UserId user) {
    var left = Duration.between(clock.instant(), lockedAt(job).plus(properties.sweepAfter()));
    if (left.isPositive()) {
      return again(job, left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
    }
    farewells.tellAgain("swept-" + user, user, lockedAt(job));
    return emptied(user) ? done(job, Map.of()) : again(job, Duration.ZERO);
  }

  private Slice forgotten(Job job, UserId user) {
    profiles.remove(user);
    removals.forget(user);
    return new Slice.Done(counts(job.checkpoint()), progress(Step.values().length));
  }

  static int stepsDone(Job job) {
    return Integer.parseInt(job.checkpoint().getOrDefault(STEPS, "0"));
  }

  /** What each store had, as far as it is counted. */
  static Map<String, String> counts(Map<String, String> checkpoint) {
    return checkpoint.entrySet().stream()
        .filter(it -> it.getKey().startsWith(REMOVED))
        .collect(toMap(it -> it.getKey().substring(REMOVED.length()), Map.Entry::getValue));
  }

  private static Slice done(Job job, Map<String, String> found) {
    int steps = stepsDone(job) + 1;
    var checkpoint = new HashMap<>(job.checkpoint());
    checkpoint.putAll(found);
    checkpoint.put(STEPS, Integer.toString(steps));
    return new Slice.More(checkpoint, progress(steps));
  }

  private static Slice again(Job job, Duration pause) {
    var progress = progress(stepsDone(job));
    return pause.isZero()
        ? new Slice.More(job.checkpoint(), progress)
        : new Slice.Later(job.checkpoint(), progress, pause);
  }

  private static Progress progress(int steps) {
    return new Progress(steps, Step.values().length);
  }

  private static Map<String, String> removed(Map<String, Removed> stores) {
    return stores.entrySet().stream()
        .collect(toMap(it -> REMOVED + it.getKey(), it -> it.getValue().toString()));
  }

  private static Instant lockedAt(Job job) {
    return Instant.parse(job.checkpoint().getOrDefault(LOCKED_AT, job.startedAt().toString()));
  }
}
