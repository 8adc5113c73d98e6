package dev.madang.user.cognito;

import dev.madang.user.UserId;
import java.util.Optional;

/** Finds users of the pool. */
public interface UserLookup {

  /**
   * Callers must not reveal the result to a client that is not signed in.
   *
   * @param username an email address or a user id
   */
  Optional<UserId> find(String username);

  /** The email address of a user. The same caution applies. */
  Optional<String> findEmail(UserId user);
}
