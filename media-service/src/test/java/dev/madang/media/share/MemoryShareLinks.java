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

/** Share links in memory; {@link ShareLinksContract} tests both implementations. */
class MemoryShareLinks implements ShareLinks {

  private static final int MAX_ATTEMPTS = 10;
  private static final Duration LOCKOUT = Duration.ofMinutes(15);

  private record FailedAttempts(int failures, Instant last) {}

  private final Map<ShareLinkId, ShareLink> all = new HashMap<>();
  private final Map<ShareLinkId, FailedAttempts> failedAttempts = new HashMap<>();

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
        .filter(it -> before.isEmpty() || position(it).compareTo(before.get().value()) < 0)
        .sorted(comparing(MemoryShareLinks::position).reversed())
        .limit(limit)
        .toList();
  }

  private static String position(ShareLink share) {
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
    var before = failedAttempts.getOrDefault(id, new FailedAttempts(0, now));
    var end = before.last().plus(LOCKOUT);
    if (before.failures() >= MAX_ATTEMPTS && now.isBefore(end)) {
      return new Attempt.Locked(end);
    }
    failedAttempts.put(
        id, new FailedAttempts(before.failures() >= MAX_ATTEMPTS ? 1 : before.failures() + 1, now));
    return new Attempt.Allowed();
  }

  @Override
  public synchronized void succeeded(ShareLinkId id) {
    if (!all.containsKey(id)) {
      throw SHARE_LINK_NOT_FOUND.exception();
    }
    failedAttempts.remove(id);
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
