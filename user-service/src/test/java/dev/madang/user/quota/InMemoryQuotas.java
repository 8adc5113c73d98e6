package dev.madang.user.quota;

import static dev.madang.defaults.problem.CommonProblem.PRECONDITION_FAILED;
import static dev.madang.user.UserProblem.TOO_MANY_OPEN_UPLOADS;

import dev.madang.user.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Behaves like the two tables; {@link QuotasContract} checks both. */
class InMemoryQuotas implements Quotas, ObjectUsageStore {

  private final QuotaProperties properties;
  private final Clock clock;
  private final TreeMap<String, Account> accounts = new TreeMap<>();
  private final TreeMap<ObjectKey, ObjectUsage> objects = new TreeMap<>();

  InMemoryQuotas(QuotaProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  private static final class Account {
    long limit;
    long used;
    long version;
    final Map<String, Reservation> reservations = new HashMap<>();

    Account(long limit) {
      this.limit = limit;
    }

    Quota quota() {
      var reserved = reservations.values().stream().mapToLong(Reservation::size).sum();
      return new Quota(limit, used, reserved);
    }

    boolean hasSpace(long bytes) {
      var quota = quota();
      return bytes <= quota.limit() - quota.used() - quota.reserved();
    }
  }

  private Account initial() {
    return new Account(properties.limit().toBytes());
  }

  private Account account(UserId user) {
    return accounts.computeIfAbsent(user.value(), _ -> initial());
  }

  @Override
  public synchronized Quota of(UserId user) {
    return accounts.getOrDefault(user.value(), initial()).quota();
  }

  @Override
  public synchronized void reserve(Reservation wanted) {
    var account = account(wanted.owner());
    if (!account.reservations.containsKey(wanted.id())) {
      if (!account.hasSpace(wanted.size()) || isFull(account)) {
        releaseExpired(account);
      }
      if (isFull(account)) {
        throw TOO_MANY_OPEN_UPLOADS.exception();
      }
      if (!account.hasSpace(wanted.size())) {
        throw account.quota().exceeded();
      }
    }
    account.reservations.put(wanted.id(), wanted);
    account.version++;
  }

  @Override
  public synchronized void release(Reservation reservation) {
    var account = accounts.get(reservation.owner().value());
    if (account != null && account.reservations.remove(reservation.id()) != null) {
      account.version++;
    }
  }

  private boolean isFull(Account account) {
    return account.reservations.size() >= properties.maxOpenUploads();
  }

  private void releaseExpired(Account account) {
    account.reservations.values().removeIf(it -> !it.expiresAt().isAfter(clock.instant()));
  }

  @Override
  public synchronized VersionedQuota versioned(UserId user) {
    return new VersionedQuota(of(user), accounts.getOrDefault(user.value(), initial()).version);
  }

  @Override
  public synchronized VersionedQuota setLimit(UserId user, long limit, OptionalLong expected) {
    var account = account(user);
    if (expected.isPresent() && expected.getAsLong() != account.version) {
      throw PRECONDITION_FAILED.exception();
    }
    account.limit = limit;
    account.version++;
    return versioned(user);
  }

  @Override
  public synchronized void delete(UserId user) {
    accounts.remove(user.value());
  }

  @Override
  public synchronized boolean exists(UserId user) {
    return accounts.containsKey(user.value());
  }

  @Override
  public synchronized List<UserId> users(Optional<UserId> after) {
    return after
        .map(user -> accounts.tailMap(user.value(), false))
        .orElse(accounts)
        .navigableKeySet()
        .stream()
        .map(UserId::new)
        .toList();
  }

  @Override
  public synchronized void record(ObjectKey key, OptionalLong size, Sequencer event) {
    var seen = Optional.ofNullable(objects.get(key));
    if (seen.filter(it -> it.isAsNewAs(event)).isEmpty()) {
      replace(seen, new ObjectUsage(key, size, Optional.of(event)));
    }
  }

  @Override
  public synchronized boolean correct(
      ObjectKey key, Optional<ObjectUsage> seen, OptionalLong size) {
    if (!Optional.ofNullable(objects.get(key)).equals(seen)) {
      return false;
    }
    replace(seen, new ObjectUsage(key, size, seen.flatMap(ObjectUsage::sequencer)));
    return true;
  }

  private void replace(Optional<ObjectUsage> seen, ObjectUsage now) {
    long added = now.bytes() - seen.map(ObjectUsage::bytes).orElse(0L);
    objects.put(now.key(), now);
    if (now.size().isPresent() || added != 0) {
      account(now.key().owner()).used += added;
      account(now.key().owner()).version++;
    }
    if (now.size().isPresent()) {
      var reservations = account(now.key().owner()).reservations;
      reservations.values().stream()
          .filter(it -> it.key().equals(now.key()) && it.size() == now.bytes())
          .findFirst()
          .ifPresent(it -> reservations.remove(it.id()));
    }
  }

  @Override
  public synchronized QuotaSnapshot snapshot(ObjectKey key) {
    var usage = objects.get(key);
    return new QuotaSnapshot(of(key.owner()), usage == null ? OptionalLong.empty() : usage.size());
  }

  @Override
  public synchronized List<ObjectUsage> list(UserId user, Optional<ObjectKey> after, int limit) {
    return objects.tailMap(after.orElse(new ObjectKey(user, "")), after.isEmpty()).values().stream()
        .takeWhile(it -> it.key().owner().equals(user))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Balance balance(UserId user) {
    var account = account(user);
    releaseExpired(account);
    long used =
        list(user, Optional.empty(), Integer.MAX_VALUE).stream()
            .mapToLong(ObjectUsage::bytes)
            .sum();
    if (used == account.used) {
      return Balance.CORRECT;
    }
    account.used = used;
    account.version++;
    return Balance.CORRECTED;
  }

  @Override
  public synchronized long count(UserId user) {
    return list(user, Optional.empty(), Integer.MAX_VALUE).size();
  }

  @Override
  public synchronized boolean erase(UserId user) {
    objects.keySet().removeIf(key -> key.owner().equals(user));
    return true;
  }

  /** Makes the quota wrong. */
  synchronized void drift(UserId user, long bytes) {
    account(user).used += bytes;
  }
}
