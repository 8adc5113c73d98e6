package dev.madang.user.session;

import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.session.Session.Position;
import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The sessions of every user. A session's id is the {@code origin_jti} of its tokens, which
 * refreshing does not change.
 */
public interface Sessions {

  /** Records the session of a token that Cognito has just issued, or that is seen first. */
  void track(Jwt accessToken, ClientInfo client);

  /** The active sessions, newest first. */
  List<Session> of(UserId user);

  /** The active sessions behind a position, newest first. */
  default List<Session> list(UserId user, Optional<Position> after, int limit) {
    return of(user).stream()
        .filter(session -> after.map(session::isBehind).orElse(true))
        .limit(limit)
        .toList();
  }

  Optional<Session> find(UserId user, String id);

  /**
   * Revokes a session that Cognito still refreshes: within 5 s the gateway accepts none of its
   * tokens any more, refreshed ones included. Idempotent.
   */
  void revoke(UserId user, String id);

  /**
   * Revokes a session that has ended at Cognito, which issues no further token for it. Idempotent.
   */
  void end(UserId user, String id);

  /** Revokes every session that began before now. A sign-in after that is valid. */
  void revokeAll(UserId user);

  /**
   * The same at the request of one of the sessions, after all have ended at Cognito. A duplicate
   * that arrives late does not revoke the sessions that began since: its own session was revoked
   * before them.
   */
  void revokeAll(Jwt accessToken);

  /**
   * Revokes every session that began before now, but for the session that asks, unless it is
   * revoked itself.
   */
  void revokeOthers(Jwt accessToken);

  /** Whether a session is revoked here; a refresh checks it. */
  boolean isRevoked(Jwt accessToken);

  /** Deletes the sessions of a deleted user; what is revoked stays revoked. */
  int deleteAll(UserId user);
}
