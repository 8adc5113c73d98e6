package dev.madang.media.share;

import static dev.madang.media.MediaProblem.SHARE_LINK_NOT_FOUND;
import static java.util.Comparator.comparing;

import dev.madang.media.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Behaves as the table does; {@link ShareLinksContract} holds both to it. */
class MemoryShareLinks implements ShareLinks {

  private static final int MOST = 10;
  private static final Duration LOCK = Duration.ofMinutes(15);

  private record Tries(int failures, Instant last) {}

  private final Map<ShareLinkId, ShareLink> all = new HashMap<>();
  private final Map<ShareLinkId, Tries> tries = new HashMap<>();

  @Override
  public synchronized void add(ShareLink share) {
    all.put(share.id(), share);
  }

  @Override
  public synchronized Optional<ShareLink> find(ShareLinkId id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public synchronized List<ShareLink> newest(
      UserId userId, Optional<ShareCursor> before, Instant now, int limit) {
    return all.values().stream()
        .filter(it -> it.userId().equals(userId) && it.isOpen(now))
        .filter(it -> before.isEmpty() || place(it).compareTo(before.get().value()) < 0)
        .sorted(comparing(MemoryShareLinks::place).reversed())
        .limit(limit)
        .toList();
  }

  private static String place(ShareLink share) {
    return ShareCursor.of(share).value();
  }

  @Override
  public synchronized Optional<ShareLink> revoke(UserId userId, ShareLinkId id, Instant now) {
    return find(id)
        .filter(it -> it.userId().equals(userId))
        .map(it -> {
          var revoked =
              new ShareLink(
                  id,
                  userId,
                  it.target(),
                  Optional.empty(),
                  it.allowOriginals(),
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
  public synchronized Attempt attempt(ShareLinkId id, Instant now) {
    if (!all.containsKey(id)) {
      throw SHARE_LINK_NOT_FOUND.exception();
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
  public synchronized void succeeded(ShareLinkId id) {
    if (!all.containsKey(id)) {
      throw SHARE_LINK_NOT_FOUND.exception();
    }
    tries.remove(id);
  }

  @Override
  public long countOf(UserId userId) {
    return allOf(userId).stream().filter(it -> it.revokedAt().isEmpty()).count();
  }

  @Override
  public synchronized List<ShareLink> allOf(UserId userId) {
    return all.values().stream().filter(it -> it.userId().equals(userId)).toList();
  }

  @Override
  public synchronized void remove(ShareLinkId id) {
    all.remove(id);
  }
}
