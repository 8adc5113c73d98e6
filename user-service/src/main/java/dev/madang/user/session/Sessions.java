package dev.madang.user.session;

import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The sign-ins of every user. A session is named by the {@code origin_jti} of its tokens, which
 * stays the same however often they are refreshed.
 */
public interface Sessions {

  /** Records the session of a token that Cognito has just issued, or that is seen first. */
  void seen(Jwt accessToken, Origin origin);

  /** The sessions that are not over, newest first. */
  List<Session> of(UserId user);

  Optional<Session> find(UserId user, String id);

  /**
   * Ends a session: within 5 s the gateway takes none of its tokens any more, refreshed ones
   * included. Twice is once.
   */
  void revoke(UserId user, String id);

  /** Ends every session that began before now. Who signs in after that is let in. */
  void revokeAll(UserId user);

  /** Whether a session was ended here; a refresh asks. */
  boolean isRevoked(Jwt accessToken);

  /** Forgets the sessions of a user who is gone; what was revoked stays so. */
  int forget(UserId user);
}
