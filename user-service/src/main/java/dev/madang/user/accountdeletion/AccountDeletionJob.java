package dev.madang.user.accountdeletion;

import static java.util.stream.Collectors.toMap;

import dev.madang.user.UserId;
import dev.madang.user.events.AccountDeletionEvents;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler;
import dev.madang.user.profile.Profiles;
import dev.madang.user.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes an account, one step per slice. Each step is idempotent; what it erases was counted by an
 * earlier step, whose counts are in the checkpoint.
 */
@Component
class AccountDeletionJob implements JobHandler {

  static final String TYPE = "account-deletion";

  private static final Logger LOG = LoggerFactory.getLogger(AccountDeletionJob.class);

  private static final String STEPS = "steps";
  private static final String DISABLED_AT = "disabledAt";
  private static final String PUBLISHED_AT = "publishedAt";
  private static final String DELETED = "deleted.";
  private static final Duration MAX_PAUSE = Duration.ofMinutes(15);

  private final AccountDisabling accounts;
  private final Sessions sessions;
  private final Profiles profiles;
  private final ErasureReports reports;
  private final List<UserDataStore> stores;
  private final AccountDeletionEvents events;
  private final AccountDeletionProperties properties;
  private final Clock clock;

  AccountDeletionJob(
      AccountDisabling accounts,
      Sessions sessions,
      Profiles profiles,
      ErasureReports reports,
      List<UserDataStore> stores,
      AccountDeletionEvents events,
      AccountDeletionProperties properties,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.profiles = profiles;
    this.reports = reports;
    this.stores = List.copyOf(stores);
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SliceResult next(Job job) {
    var user = job.owner();
    return switch (Step.values()[stepsDone(job)]) {
      case SESSIONS_COUNTED -> done(job, countSessions(user));
      case ACCOUNT_DISABLED -> disableAccount(job, user);
      case SERVICES_ERASED -> awaitServices(job, user);
      case STORES_COUNTED -> done(job, countStores(user));
      case STORES_ERASED -> eraseStores(user) ? done(job, Map.of()) : again(job, Duration.ZERO);
      case ACCOUNT_DELETED -> deleteAccount(job, user);
      case RESWEPT -> sweepAgain(job, user);
      case MARKER_REMOVED -> removeMarker(job, user);
    };
  }

  private Map<String, String> countSessions(UserId user) {
    return deleted(
        Map.of(
            "account", StoreCount.of(1),
            "profile", StoreCount.of(profiles.find(user).isPresent() ? 1 : 0),
            "sessions", StoreCount.of(sessions.of(user).size())));
  }

  private SliceResult disableAccount(Job job, UserId user) {
    var now = clock.instant();
    reports.expect(user, now);
    accounts.disable(user);
    sessions.revokeAll(user);
    // Last, because the marker publishes the deletion request.
    profiles.markDeleting(user, now);
    return done(job, Map.of(DISABLED_AT, now.toString()));
  }

  private SliceResult awaitServices(Job job, UserId user) {
    var received = reports.of(user);
    if (!received.keySet().containsAll(properties.services())) {
      return republishIfDue(job, user);
    }
    var counts = new HashMap<String, StoreCount>();
    received.values().forEach(counts::putAll);
    return done(job, deleted(counts));
  }

  private SliceResult republishIfDue(Job job, UserId user) {
    var now = clock.instant();
    var publishedAt =
        Instant.parse(job.checkpoint().getOrDefault(PUBLISHED_AT, disabledAt(job).toString()));
    if (now.isBefore(publishedAt.plus(properties.republishInterval()))) {
      return again(job, properties.pollInterval());
    }
    LOG.warn("Erasure reports for user {} are missing, retrying the deletion request", user);
    events.republish("awaited-" + user + "-" + now.toEpochMilli(), user, disabledAt(job));
    var checkpoint = new HashMap<>(job.checkpoint());
    checkpoint.put(PUBLISHED_AT, now.toString());
    return new SliceResult.Later(checkpoint, progress(stepsDone(job)), properties.pollInterval());
  }

  private Map<String, String> countStores(UserId user) {
    return deleted(
        stores.stream().collect(toMap(UserDataStore::store, it -> StoreCount.of(it.count(user)))));
  }

  /** Continues with the other stores when one of them needs longer. */
  private boolean eraseStores(UserId user) {
    sessions.deleteAll(user);
    return stores.stream().map(store -> store.erase(user)).reduce(true, Boolean::logicalAnd);
  }

  private SliceResult deleteAccount(Job job, UserId user) {
    accounts.delete(user);
    // Only the marker stays, without personal data: a valid token must not create a profile.
    profiles.delete(user);
    profiles.markDeleting(user, disabledAt(job));
    return done(job, Map.of());
  }

  private SliceResult sweepAgain(Job job, UserId user) {
    var left =
        Duration.between(clock.instant(), disabledAt(job).plus(properties.finalSweepDelay()));
    if (left.isPositive()) {
      return again(job, left.compareTo(MAX_PAUSE) < 0 ? left : MAX_PAUSE);
    }
    events.republish("swept-" + user, user, disabledAt(job));
    return eraseStores(user) ? done(job, Map.of()) : again(job, Duration.ZERO);
  }

  private SliceResult removeMarker(Job job, UserId user) {
    profiles.delete(user);
    reports.delete(user);
    return new SliceResult.Done(counts(job.checkpoint()), progress(Step.values().length));
  }

  static int stepsDone(Job job) {
    return Integer.parseInt(job.checkpoint().getOrDefault(STEPS, "0"));
  }

  /** The counts of each store so far. */
  static Map<String, String> counts(Map<String, String> checkpoint) {
    return checkpoint.entrySet().stream()
        .filter(it -> it.getKey().startsWith(DELETED))
        .collect(toMap(it -> it.getKey().substring(DELETED.length()), Map.Entry::getValue));
  }

  private static SliceResult done(Job job, Map<String, String> found) {
    int steps = stepsDone(job) + 1;
    var checkpoint = new HashMap<>(job.checkpoint());
    checkpoint.putAll(found);
    checkpoint.put(STEPS, Integer.toString(steps));
    return new SliceResult.Continue(checkpoint, progress(steps));
  }

  private static SliceResult again(Job job, Duration pause) {
    var progress = progress(stepsDone(job));
    return pause.isZero()
        ? new SliceResult.Continue(job.checkpoint(), progress)
        : new SliceResult.Later(job.checkpoint(), progress, pause);
  }

  private static Progress progress(int steps) {
    return new Progress(steps, Step.values().length);
  }

  private static Map<String, String> deleted(Map<String, StoreCount> stores) {
    return stores.entrySet().stream()
        .collect(toMap(it -> DELETED + it.getKey(), it -> it.getValue().toString()));
  }

  private static Instant disabledAt(Job job) {
    return Instant.parse(job.checkpoint().getOrDefault(DISABLED_AT, job.createdAt().toString()));
  }
}
