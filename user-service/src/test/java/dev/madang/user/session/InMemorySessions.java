package dev.madang.user.session;

import static java.util.Comparator.comparing;

import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
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

/** Behaves like the DynamoDB table; {@link SessionsContract} holds both to it. */
public final class InMemorySessions implements Sessions {

  private static final Duration LONGEST = Duration.ofDays(30).plusHours(1);

  private final Map<UserId, Map<String, Session>> all = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Map<UserId, Instant> notBefore = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemorySessions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void seen(Jwt accessToken, Origin origin) {
    var token = SessionToken.of(accessToken);
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    of(token)
        .merge(
            token.session(),
            new Session(token.session(), token.signedInAt(), now, origin),
            (before, again) ->
                before.lastSeenAt().isBefore(now.minus(Duration.ofHours(1))) ? again : before);
  }

  @Override
  public List<Session> of(UserId user) {
    return all.getOrDefault(user, Map.of()).values().stream()
        .filter(session -> isGoingOn(user, session))
        .sorted(comparing(Session::signedInAt).reversed())
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
  public void revokeAll(UserId user) {
    var nextSecond = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    notBefore.put(user, nextSecond);
  }

  @Override
  public boolean isRevoked(Jwt accessToken) {
    var token = SessionToken.of(accessToken);
    return revoked.contains(token.session())
        || token.signedInAt().isBefore(notBefore.getOrDefault(token.user(), Instant.EPOCH));
  }

  @Override
  public int forget(UserId user) {
    var forgotten = all.remove(user);
    return forgotten == null ? 0 : forgotten.size();
  }

  private Map<String, Session> of(SessionToken token) {
    return all.computeIfAbsent(token.user(), _ -> new ConcurrentHashMap<>());
  }

  private boolean isGoingOn(UserId user, Session session) {
    return !revoked.contains(session.id())
        && !session.signedInAt().isBefore(notBefore.getOrDefault(user, Instant.EPOCH))
        && session.signedInAt().plus(LONGEST).isAfter(clock.instant());
  }
}
