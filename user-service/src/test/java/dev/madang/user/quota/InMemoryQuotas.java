package dev.madang.user.quota;

import dev.madang.user.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Behaves like the two tables; {@link QuotasContract} holds all to it. */
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
    final Map<String, Reservation> reservations = new HashMap<>();

    Account(long limit) {
      this.limit = limit;
    }

    Quota quota() {
      var reserved = reservations.values().stream().mapToLong(Reservation::bytes).sum();
      return new Quota(limit, used, reserved);
    }

    boolean holds(long bytes) {
      var quota = quota();
      return bytes <= quota.limit() - quota.used() - quota.reserved();
    }
  }

  private Account fresh() {
    return new Account(properties.limit().toBytes());
  }

  private Account account(UserId user) {
    return accounts.computeIfAbsent(user.value(), _ -> fresh());
  }

  @Override
  public synchronized Quota of(UserId user) {
    return accounts.getOrDefault(user.value(), fresh()).quota();
  }

  @Override
  public synchronized void reserve(Reservation wanted) {
    var account = account(wanted.owner());
    if (!account.reservations.containsKey(wanted.id())) {
      if (!account.holds(wanted.bytes()) || isFull(account)) {
        releaseExpired(account);
      }
      if (isFull(account)) {
        throw new TooManyOpenUploads(properties.maxOpenUploads());
      }
      if (!account.holds(wanted.bytes())) {
        throw new QuotaExceeded(account.quota());
      }
    }
    account.reservations.put(wanted.id(), wanted);
  }

  @Override
  public synchronized void release(Reservation reservation) {
    var account = accounts.get(reservation.owner().value());
    if (account != null) {
      account.reservations.remove(reservation.id());
    }
  }

  private boolean isFull(Account account) {
    return account.reservations.size() >= properties.maxOpenUploads();
  }

  private void releaseExpired(Account account) {
    account.reservations.values().removeIf(it -> !it.expiresAt().isAfter(clock.instant()));
  }

  @Override
  public synchronized Quota limit(UserId user, long bytes) {
    account(user).limit = bytes;
    return of(user);
  }

  @Override
  public synchronized void forget(UserId user) {
    accounts.remove(user.value());
  }

  @Override
  public synchronized boolean knows(UserId user) {
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
  public synchronized void count(ObjectKey key, OptionalLong size, Sequencer event) {
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
    long more = now.bytes() - seen.map(ObjectUsage::bytes).orElse(0L);
    objects.put(now.key(), now);
    if (now.size().isPresent() || more != 0) {
      account(now.key().owner()).used += more;
    }
    if (now.size().isPresent()) {
      var reservations = account(now.key().owner()).reservations;
      reservations.values().stream()
          .filter(it -> it.key().equals(now.key()) && it.bytes() == now.bytes())
          .findFirst()
          .ifPresent(it -> reservations.remove(it.id()));
    }
  }

  @Override
  public synchronized QuotaSnapshot standing(ObjectKey key) {
    var counted = objects.get(key);
    return new QuotaSnapshot(
        of(key.owner()), counted == null ? OptionalLong.empty() : counted.size());
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
      return Balance.RIGHT;
    }
    account.used = used;
    return Balance.CORRECTED;
  }

  @Override
  public synchronized long remembered(UserId user) {
    return list(user, Optional.empty(), Integer.MAX_VALUE).size();
  }

  @Override
  public synchronized boolean forgetSome(UserId user) {
    objects.keySet().removeIf(key -> key.owner().equals(user));
    return true;
  }

  /** What no event has told. */
  synchronized void drift(UserId user, long bytes) {
    account(user).used += bytes;
  }
}
