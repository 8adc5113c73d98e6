package dev.madang.user.session;

import static dev.madang.user.UserProblem.SESSION_NOT_FOUND;

import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Revokes sessions and records it. */
@Component
public class SessionRevocation {

  private final Sessions sessions;
  private final GlobalSignOut globalSignOut;
  private final SecurityEvents events;

  SessionRevocation(Sessions sessions, GlobalSignOut globalSignOut, SecurityEvents events) {
    this.sessions = sessions;
    this.globalSignOut = globalSignOut;
    this.events = events;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code session-not-found}
   */
  void revoke(UserId user, String id, ClientInfo client) {
    var session = sessions.find(user, id).orElseThrow(SESSION_NOT_FOUND::exception);
    sessions.revoke(user, session.id());
    events.record(
        user, SecurityEventType.SESSION_REVOKED, client, Map.of("sessionId", session.id()));
  }

  /** Revokes every session of the token's user, this one included. Idempotent. */
  public void revokeAll(Jwt accessToken, ClientInfo client) {
    // Cognito first: if it is unavailable, the token stays valid for another attempt.
    globalSignOut.signOut(accessToken);
    sessions.revokeAll(accessToken);
    var user = SessionToken.of(accessToken).user();
    events.record(user, SecurityEventType.SIGNED_OUT_EVERYWHERE, client, Map.of());
  }
}
