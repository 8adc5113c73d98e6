package dev.madang.media.share;

import static java.util.Comparator.comparing;

import dev.madang.media.catalog.OwnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Behaves as the table does; {@link SharesContract} holds both to it. */
class MemoryShares implements Shares {

  private static final int MOST = 10;
  private static final Duration LOCK = Duration.ofMinutes(15);

  private record Tries(int failures, Instant last) {}

  private final Map<ShareId, Share> all = new HashMap<>();
  private final Map<ShareId, Tries> tries = new HashMap<>();

  @Override
  public synchronized void add(Share share) {
    all.put(share.id(), share);
  }

  @Override
  public synchronized Optional<Share> find(ShareId id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public synchronized List<Share> newest(
      OwnerId owner, Optional<ShareCursor> before, Instant now, int limit) {
    return all.values().stream()
        .filter(it -> it.owner().equals(owner) && it.isOpen(now))
        .filter(it -> before.isEmpty() || place(it).compareTo(before.get().value()) < 0)
        .sorted(comparing(MemoryShares::place).reversed())
        .limit(limit)
        .toList();
  }

  private static String place(Share share) {
    return ShareCursor.of(share).value();
  }

  @Override
  public synchronized Optional<Share> revoke(OwnerId owner, ShareId id, Instant now) {
    return find(id)
        .filter(it -> it.owner().equals(owner))
        .map(it -> {
          var revoked =
              new Share(
                  id,
                  owner,
                  it.target(),
                  Optional.empty(),
                  it.originals(),
                  Optional.empty(),
                  it.key(),
                  it.createdAt(),
                  it.expiresAt(),
                  it.revokedAt().or(() -> Optional.of(now)));
          all.put(id, revoked);
          return revoked;
        });
  }

  @Override
  public synchronized Attempt attempt(ShareId id, Instant now) {
    if (!all.containsKey(id)) {
      throw new ShareNotFound();
    }
    var before = tries.getOrDefault(id, new Tries(0, now));
    var end = before.last().plus(LOCK);
    if (before.failures() >= MOST && now.isBefore(end)) {
      return new Attempt.Locked(end);
    }
    tries.put(id, new Tries(before.failures() >= MOST ? 1 : before.failures() + 1, now));
    return new Attempt.Allowed();
  }

  @Override
  public synchronized void succeeded(ShareId id) {
    if (!all.containsKey(id)) {
      throw new ShareNotFound();
    }
    tries.remove(id);
  }

  @Override
  public long countOf(OwnerId owner) {
    return allOf(owner).stream().filter(it -> it.revokedAt().isEmpty()).count();
  }

  @Override
  public synchronized List<Share> allOf(OwnerId owner) {
    return all.values().stream().filter(it -> it.owner().equals(owner)).toList();
  }

  @Override
  public synchronized void remove(ShareId id) {
    all.remove(id);
  }
}
