package dev.madang.user.quota;

import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler;
import dev.madang.user.quota.ObjectListing.Stored;
import dev.madang.user.quota.ObjectUsageStore.Balance;
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

/**
 * Goes over all users and makes what is counted what is there: events get lost, and mistakes
 * happen.
 */
@Component
class QuotaReconciliation implements JobHandler {

  static final String TYPE = "quota-recount";

  private static final Logger LOG = LoggerFactory.getLogger(QuotaReconciliation.class);
  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final int PAGE = 1000;

  private final Quotas quotas;
  private final ObjectUsageStore objects;
  private final ObjectListing space;
  private final Clock clock;

  QuotaReconciliation(Quotas quotas, ObjectUsageStore objects, ObjectListing space, Clock clock) {
    this.quotas = quotas;
    this.objects = objects;
    this.space = space;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SliceResult next(Job job) {
    var end = clock.instant().plus(SLICE);
    var place = QuotaReconciliationCheckpoint.of(job.checkpoint());
    do {
      if (place.after().isPresent()) {
        place = goOn(place, place.user().orElseThrow());
        continue;
      }
      var users = usersAfter(place);
      if (!users.isEmpty()) {
        place = some(users, place, end);
      } else if (place.pass() == Pass.QUOTAS) {
        place = place.in(Pass.SPACES);
      } else {
        return new SliceResult.Done(place.result(), new Progress(place.users(), place.users()));
      }
    } while (clock.instant().isBefore(end));
    return new SliceResult.Continue(place.checkpoint(), new Progress(place.users(), 0));
  }

  private List<UserId> usersAfter(QuotaReconciliationCheckpoint place) {
    return switch (place.pass()) {
      case QUOTAS -> quotas.users(place.user());
      case SPACES -> space.owners(place.user());
    };
  }

  private QuotaReconciliationCheckpoint some(
      List<UserId> users, QuotaReconciliationCheckpoint from, Instant end) {
    var place = from;
    for (var user : users) {
      if (place.pass() == Pass.SPACES && quotas.knows(user)) {
        place = place.skip(user);
        continue;
      }
      place = goOn(place, user);
      if (place.after().isPresent() || !clock.instant().isBefore(end)) {
        break;
      }
    }
    return place;
  }

  /** Counts one page of a user's objects again, and after the last of them the whole. */
  private QuotaReconciliationCheckpoint goOn(QuotaReconciliationCheckpoint place, UserId user) {
    try {
      var page = page(user, place.user().filter(user::equals).flatMap(_ -> place.after()));
      if (page.last().isPresent()) {
        return place.within(user, page.last().get(), page.corrected());
      }
      return switch (objects.balance(user)) {
        case Balance.RIGHT -> place.past(user, page.corrected());
        case Balance.CORRECTED -> place.past(user, page.corrected() + 1);
        case Balance.BUSY -> place.without(user);
      };
    } catch (RuntimeException failure) {
      // One user keeps nobody else waiting; tomorrow is another night.
      LOG.error("The space of user {} could not be counted again", user, failure);
      return place.without(user);
    }
  }

  /**
   * @param last until where it went; empty at the end
   */
  private record Page(Optional<ObjectKey> last, long corrected) {}

  private Page page(UserId user, Optional<ObjectKey> after) {
    // What is counted first: what an event changes while we look at the space stays as it is.
    var counted = objects.list(user, after, PAGE);
    var stored = space.list(user, after, PAGE);
    var countedByKey = new TreeMap<ObjectKey, ObjectUsage>();
    counted.forEach(it -> countedByKey.put(it.key(), it));
    var storedByKey = new TreeMap<ObjectKey, Stored>();
    stored.forEach(it -> storedByKey.put(it.key(), it));
    var last = firstEndOfAFullPage(countedByKey, storedByKey);
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

  private static Optional<ObjectKey> firstEndOfAFullPage(
      TreeMap<ObjectKey, ObjectUsage> counted, TreeMap<ObjectKey, Stored> stored) {
    var ends = new TreeSet<ObjectKey>();
    if (counted.size() == PAGE) {
      ends.add(counted.lastKey());
    }
    if (stored.size() == PAGE) {
      ends.add(stored.lastKey());
    }
    return ends.isEmpty() ? Optional.empty() : Optional.of(ends.first());
  }
}
