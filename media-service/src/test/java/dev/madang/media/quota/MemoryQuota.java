package dev.madang.media.quota;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;

import dev.madang.media.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Quotas in memory; {@link QuotaContract} tests both implementations. */
public class MemoryQuota implements Quota {

  private static final int MAX_OPEN_UPLOADS = 200;

  private final Map<UserId, Account> accounts = new HashMap<>();
  private boolean isUnavailable;

  private static final class Account {
    long limit = 5L << 30;
    final Map<Upload, Instant> reservations = new HashMap<>();
    final Map<String, Long> objects = new HashMap<>();

    long used() {
      return objects.values().stream().mapToLong(it -> it).sum();
    }

    long reserved() {
      return reservations.keySet().stream().mapToLong(Upload::size).sum();
    }
  }

  private record Upload(String path, long size, String sha256) {}

  private Account account(UserId userId) {
    if (isUnavailable) {
      throw SERVICE_UNAVAILABLE.exception(new IOException("unavailable"));
    }
    return accounts.computeIfAbsent(userId, _ -> new Account());
  }

  @Override
  public synchronized ReservationResult reserve(
      UserId userId, String path, long size, String sha256, Instant expiresAt) {
    var account = account(userId);
    var upload = new Upload(path, size, sha256);
    if (!account.reservations.containsKey(upload)) {
      if (account.reservations.size() >= MAX_OPEN_UPLOADS) {
        return new ReservationResult.TooManyOpenUploads();
      }
      if (size > account.limit - account.used() - account.reserved()) {
        return new ReservationResult.QuotaExceeded(
            account.limit, account.used(), account.reserved());
      }
    }
    account.reservations.put(upload, expiresAt);
    return new ReservationResult.Granted();
  }

  @Override
  public synchronized void release(UserId userId, String path, long size, String sha256) {
    account(userId).reservations.remove(new Upload(path, size, sha256));
  }

  @Override
  public synchronized AvailableSpace availableSpace(UserId userId, String path, long size) {
    var account = account(userId);
    return AvailableSpace.of(
        account.limit, account.used(), account.reserved(), counted(userId, path), size);
  }

  /** The counted size of an object. */
  public synchronized OptionalLong counted(UserId userId, String path) {
    var size = account(userId).objects.get(path);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Sets the limit, as an administrator does. */
  public synchronized void limit(UserId userId, long size) {
    account(userId).limit = size;
  }

  /** Counts an object, as an event of S3 does: the object replaces its reservation. */
  public synchronized void count(UserId userId, String path, long size) {
    var account = account(userId);
    account.objects.put(path, size);
    account.reservations.keySet().stream()
        .filter(it -> it.path().equals(path) && it.size() == size)
        .findFirst()
        .ifPresent(account.reservations::remove);
  }

  /** The size reserved for open uploads. */
  public synchronized long reserved(UserId userId) {
    return account(userId).reserved();
  }

  /** When the reservation of an upload expires; {@code Instant.MAX} without one. */
  public synchronized Instant end(UserId userId, String path, long size, String sha256) {
    return account(userId).reservations.getOrDefault(new Upload(path, size, sha256), Instant.MAX);
  }

  /** Whether each call fails from now on. */
  public synchronized void setUnavailable(boolean isUnavailable) {
    this.isUnavailable = isUnavailable;
  }
}
