package dev.madang.user.quota;

import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler;
import dev.madang.user.quota.ObjectListing.Stored;
import dev.madang.user.quota.QuotaReconciliationCheckpoint.Pass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares the counted objects of all users with S3 and corrects them: events can be lost. */
@Component
class QuotaReconciliation implements JobHandler {

  static final String TYPE = "quota-reconciliation";

  private static final Logger LOG = LoggerFactory.getLogger(QuotaReconciliation.class);
  private static final Duration SLICE_DURATION = Duration.ofSeconds(5);
  private static final int PAGE_SIZE = 1000;

  private final Quotas quotas;
  private final ObjectUsageStore objects;
  private final ObjectListing listing;
  private final Clock clock;

  QuotaReconciliation(Quotas quotas, ObjectUsageStore objects, ObjectListing listing, Clock clock) {
    this.quotas = quotas;
    this.objects = objects;
    this.listing = listing;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SliceResult next(Job job) {
    var end = clock.instant().plus(SLICE_DURATION);
    var checkpoint = QuotaReconciliationCheckpoint.of(job.checkpoint());
    do {
      if (checkpoint.after().isPresent()) {
        checkpoint = reconcile(checkpoint, checkpoint.user().orElseThrow());
        continue;
      }
      var users = usersAfter(checkpoint);
      if (!users.isEmpty()) {
        checkpoint = reconcile(users, checkpoint, end);
      } else if (checkpoint.pass() == Pass.QUOTAS) {
        checkpoint = checkpoint.in(Pass.OBJECTS);
      } else {
        return new SliceResult.Done(
            checkpoint.result(), new Progress(checkpoint.users(), checkpoint.users()));
      }
    } while (clock.instant().isBefore(end));
    return new SliceResult.Continue(checkpoint.checkpoint(), new Progress(checkpoint.users(), 0));
  }

  private List<UserId> usersAfter(QuotaReconciliationCheckpoint checkpoint) {
    return switch (checkpoint.pass()) {
      case QUOTAS -> quotas.users(checkpoint.user());
      case OBJECTS -> listing.owners(checkpoint.user());
    };
  }

  private QuotaReconciliationCheckpoint reconcile(
      List<UserId> users, QuotaReconciliationCheckpoint from, Instant end) {
    var checkpoint = from;
    for (var user : users) {
      if (checkpoint.pass() == Pass.OBJECTS && quotas.exists(user)) {
        checkpoint = checkpoint.after(user);
        continue;
      }
      checkpoint = reconcile(checkpoint, user);
      if (checkpoint.after().isPresent() || !clock.instant().isBefore(end)) {
        break;
      }
    }
    return checkpoint;
  }

  /** Corrects one page of a user's objects, and after the last page the quota. */
  private QuotaReconciliationCheckpoint reconcile(
      QuotaReconciliationCheckpoint checkpoint, UserId user) {
    try {
      var page =
          page(user, checkpoint.user().filter(user::equals).flatMap(_ -> checkpoint.after()));
      if (page.last().isPresent()) {
        return checkpoint.within(user, page.last().get(), page.corrected());
      }
      return switch (objects.balance(user)) {
        case CORRECT -> checkpoint.completed(user, page.corrected());
        case CORRECTED -> checkpoint.completed(user, page.corrected() + 1);
        case CONTENDED -> checkpoint.skip(user);
      };
    } catch (RuntimeException failure) {
      // Continue with the other users; this one is reconciled the next night.
      LOG.error("Quota reconciliation of user {} failed; skipping", user, failure);
      return checkpoint.skip(user);
    }
  }

  /**
   * @param last the last key of the page; empty on the last page
   */
  private record Page(Optional<ObjectKey> last, long corrected) {}

  private Page page(UserId user, Optional<ObjectKey> after) {
    // The records first: what an event changes while S3 is listed is not corrected.
    var counted = objects.list(user, after, PAGE_SIZE);
    var stored = listing.list(user, after, PAGE_SIZE);
    var countedByKey = new TreeMap<ObjectKey, ObjectUsage>();
    counted.forEach(it -> countedByKey.put(it.key(), it));
    var storedByKey = new TreeMap<ObjectKey, Stored>();
    stored.forEach(it -> storedByKey.put(it.key(), it));
    var last = firstEndOfFullPage(countedByKey, storedByKey);
    var keys = new TreeSet<>(countedByKey.keySet());
    keys.addAll(storedByKey.keySet());
    long corrected =
        last.map(end -> keys.headSet(end, true)).orElse(keys).stream()
            .filter(key ->
                isCorrected(
                    key,
                    Optional.ofNullable(countedByKey.get(key)),
                    Optional.ofNullable(storedByKey.get(key))))
            .count();
    return new Page(last, corrected);
  }

  private boolean isCorrected(
      ObjectKey key, Optional<ObjectUsage> counted, Optional<Stored> stored) {
    var size = stored.map(it -> OptionalLong.of(it.size())).orElse(OptionalLong.empty());
    return !counted.map(ObjectUsage::size).orElse(OptionalLong.empty()).equals(size)
        && objects.correct(key, counted, size);
  }

  private static Optional<ObjectKey> firstEndOfFullPage(
      TreeMap<ObjectKey, ObjectUsage> counted, TreeMap<ObjectKey, Stored> stored) {
    var ends = new TreeSet<ObjectKey>();
    if (counted.size() == PAGE_SIZE) {
      ends.add(counted.lastKey());
    }
    if (stored.size() == PAGE_SIZE) {
      ends.add(stored.lastKey());
    }
    return ends.isEmpty() ? Optional.empty() : Optional.of(ends.first());
  }
}
