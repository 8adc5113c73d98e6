package dev.madang.media.quota;

import dev.madang.media.catalog.OwnerId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Behaves like user-service's; {@link QuotaContract} holds both to it. */
public class MemoryQuota implements Quota {

  private static final int MOST_OPEN = 200;

  private final Map<OwnerId, Account> accounts = new HashMap<>();
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

  private Account account(OwnerId owner) {
    if (isAway) {
      throw new QuotaUnavailable(new IOException("away"));
    }
    return accounts.computeIfAbsent(owner, _ -> new Account());
  }

  @Override
  public synchronized Reserved reserve(
      OwnerId owner, String path, long bytes, String sha256, Instant expiresAt) {
    var account = account(owner);
    var upload = new Upload(path, bytes, sha256);
    if (!account.reservations.containsKey(upload)) {
      if (account.reservations.size() >= MOST_OPEN) {
        return new Reserved.TooManyOpenUploads();
      }
      if (bytes > account.limit - account.used() - account.reserved()) {
        return new Reserved.QuotaExceeded(account.limit, account.used(), account.reserved());
      }
    }
    account.reservations.put(upload, expiresAt);
    return new Reserved.Done();
  }

  @Override
  public synchronized void giveBack(OwnerId owner, String path, long bytes, String sha256) {
    account(owner).reservations.remove(new Upload(path, bytes, sha256));
  }

  @Override
  public synchronized Room roomFor(OwnerId owner, String path, long bytes) {
    var account = account(owner);
    return Room.of(account.limit, account.used(), account.reserved(), counted(owner, path), bytes);
  }

  /** Of an object that user-service counts by now. */
  public synchronized OptionalLong counted(OwnerId owner, String path) {
    var bytes = account(owner).objects.get(path);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /** As an administrator does. */
  public synchronized void limit(OwnerId owner, long bytes) {
    account(owner).limit = bytes;
  }

  /** As S3's event does: the object takes the place of its reservation. */
  public synchronized void count(OwnerId owner, String path, long bytes) {
    var account = account(owner);
    account.objects.put(path, bytes);
    account.reservations.keySet().stream()
        .filter(it -> it.path().equals(path) && it.bytes() == bytes)
        .findFirst()
        .ifPresent(account.reservations::remove);
  }

  /** What is set aside for uploads that have not come. */
  public synchronized long reserved(OwnerId owner) {
    return account(owner).reserved();
  }

  /** Until when space is set aside for an upload; for the end of time when it is not. */
  public synchronized Instant end(OwnerId owner, String path, long bytes, String sha256) {
    return account(owner).reservations.getOrDefault(new Upload(path, bytes, sha256), Instant.MAX);
  }

  /** Whether nobody can tell from now on. */
  public synchronized void away(boolean isAway) {
    this.isAway = isAway;
  }
}
