package dev.madang.user.session;

import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.Jwt;

/** Behaves like the DynamoDB table; {@link SessionsContract} tests both. */
public final class InMemorySessions implements Sessions {

  private static final Duration MAX_LIFETIME = Duration.ofDays(30).plusHours(1);

  private final Map<UserId, Map<String, Session>> all = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Map<UserId, Instant> notBefore = new ConcurrentHashMap<>();
  private final Map<UserId, String> except = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemorySessions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void track(Jwt accessToken, ClientInfo client) {
    var token = SessionToken.of(accessToken);
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    of(token)
        .merge(
            token.session(),
            new Session(token.session(), token.createdAt(), now, client),
            (before, again) ->
                before.lastSeenAt().isBefore(now.minus(Duration.ofHours(1))) ? again : before);
  }

  @Override
  public List<Session> of(UserId user) {
    return all.getOrDefault(user, Map.of()).values().stream()
        .filter(session -> isActive(user, session))
        .sorted(Session.NEWEST_FIRST)
        .toList();
  }

  @Override
  public Optional<Session> find(UserId user, String id) {
    return of(user).stream().filter(session -> session.id().equals(id)).findFirst();
  }

  @Override
  public void revoke(UserId user, String id) {
    revoked.add(id);
  }

  @Override
  public void end(UserId user, String id) {
    revoked.add(id);
  }

  @Override
  public void revokeAll(UserId user) {
    notBefore.put(user, nextSecond());
    except.remove(user);
  }

  @Override
  public void revokeAll(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    if (!isRevokedWithAll(token.user(), token.session(), token.createdAt())) {
      revokeAll(token.user());
    }
  }

  @Override
  public void revokeOthers(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    var isRevoked = isRevokedWithAll(token.user(), token.session(), token.createdAt());
    revokeAll(token.user());
    if (!isRevoked) {
      except.put(token.user(), token.session());
    }
  }

  private Instant nextSecond() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  @Override
  public boolean isRevoked(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    return revoked.contains(token.session())
        || isRevokedWithAll(token.user(), token.session(), token.createdAt());
  }

  private boolean isRevokedWithAll(UserId user, String session, Instant createdAt) {
    return createdAt.isBefore(notBefore.getOrDefault(user, Instant.EPOCH))
        && !session.equals(except.get(user));
  }

  @Override
  public int deleteAll(UserId user) {
    var deleted = all.remove(user);
    return deleted == null ? 0 : deleted.size();
  }

  private Map<String, Session> of(SessionToken token) {
    return all.computeIfAbsent(token.user(), _ -> new ConcurrentHashMap<>());
  }

  private boolean isActive(UserId user, Session session) {
    return !revoked.contains(session.id())
        && !isRevokedWithAll(user, session.id(), session.createdAt())
        && session.createdAt().plus(MAX_LIFETIME).isAfter(clock.instant());
  }
}
