package dev.madang.user.recoverycode;

import dev.madang.user.UserId;
import java.util.List;
import java.util.Optional;

/** The recovery codes of all users. Only salted hashes are stored. */
public interface RecoveryCodes {

  /** Begins an enrollment, before Cognito creates its secret. Returns its id. */
  String beginEnrollment(UserId user);

  /**
   * New codes, which {@link #activate} puts to use. Replaces those that it has not.
   *
   * @return empty if another enrollment has begun since: its codes belong to the secret in Cognito
   */
  Optional<List<String>> prepare(UserId user, String enrollment);

  /** The prepared codes replace the active ones. Idempotent. */
  void activate(UserId user);

  /** New codes, active at once; the previous ones become invalid. */
  List<String> replace(UserId user);

  /**
   * Uses an active code. From now on no other code of its set can be used, but the same one again:
   * the request may be repeated. Case, spaces and hyphens do not matter.
   *
   * @return the id of the set, or empty if the code cannot be used
   */
  Optional<String> use(UserId user, String code);

  /** Deletes the active codes if they are still those of the set. Idempotent. */
  void deleteActive(UserId user, String set);

  /** Deletes the active and the prepared codes. Idempotent. */
  void delete(UserId user);

  /** Whether the user has any. */
  boolean exist(UserId user);
}
