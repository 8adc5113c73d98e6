package dev.madang.media.quota;

import dev.madang.media.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Behaves like user-service's; {@link QuotaContract} holds both to it. */
public class MemoryQuota implements Quota {

  private static final int MOST_OPEN = 200;

  private final Map<UserId, Account> accounts = new HashMap<>();
  private boolean isAway;

  private static final class Account {
    long limit = 5L << 30;
    final Map<Upload, Instant> reservations = new HashMap<>();
    final Map<String, Long> objects = new HashMap<>();

    long used() {
      return objects.values().stream().mapToLong(it -> it).sum();
    }

    long reserved() {
      return reservations.keySet().stream().mapToLong(Upload::bytes).sum();
    }
  }

  private record Upload(String path, long bytes, String sha256) {}

  private Account account(UserId userId) {
    if (isAway) {
      throw new QuotaUnavailable(new IOException("away"));
    }
    return accounts.computeIfAbsent(userId, _ -> new Account());
  }

  @Override
  public synchronized ReservationResult reserve(
      UserId userId, String path, long bytes, String sha256, Instant expiresAt) {
    var account = account(userId);
    var upload = new Upload(path, bytes, sha256);
    if (!account.reservations.containsKey(upload)) {
      if (account.reservations.size() >= MOST_OPEN) {
        return new ReservationResult.TooManyOpenUploads();
      }
      if (bytes > account.limit - account.used() - account.reserved()) {
        return new ReservationResult.QuotaExceeded(
            account.limit, account.used(), account.reserved());
      }
    }
    account.reservations.put(upload, expiresAt);
    return new ReservationResult.Granted();
  }

  @Override
  public synchronized void release(UserId userId, String path, long bytes, String sha256) {
    account(userId).reservations.remove(new Upload(path, bytes, sha256));
  }

  @Override
  public synchronized AvailableSpace availableSpace(UserId userId, String path, long bytes) {
    var account = account(userId);
    return AvailableSpace.of(
        account.limit, account.used(), account.reserved(), counted(userId, path), bytes);
  }

  /** Of an object that user-service counts by now. */
  public synchronized OptionalLong counted(UserId userId, String path) {
    var bytes = account(userId).objects.get(path);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** As an administrator does. */
  public synchronized void limit(UserId userId, long bytes) {
    account(userId).limit = bytes;
  }

  /** As S3's event does: the object takes the place of its reservation. */
  public synchronized void count(UserId userId, String path, long bytes) {
    var account = account(userId);
    account.objects.put(path, bytes);
    account.reservations.keySet().stream()
        .filter(it -> it.path().equals(path) && it.bytes() == bytes)
        .findFirst()
        .ifPresent(account.reservations::remove);
  }

  /** What is set aside for uploads that have not come. */
  public synchronized long reserved(UserId userId) {
    return account(userId).reserved();
  }

  /** Until when space is set aside for an upload; for the end of time when it is not. */
  public synchronized Instant end(UserId userId, String path, long bytes, String sha256) {
    return account(userId).reservations.getOrDefault(new Upload(path, bytes, sha256), Instant.MAX);
  }

  /** Whether nobody can tell from now on. */
  public synchronized void away(boolean isAway) {
    this.isAway = isAway;
  }
}
