package dev.madang.user.recoverycode;

import dev.madang.user.UserId;
import java.util.List;

/** The recovery codes of all users. Only salted hashes are stored. */
public interface RecoveryCodes {

  /** New codes, which {@link #activate} puts to use. Replaces those that it has not. */
  List<String> prepare(UserId user);

  /** The prepared codes replace the active ones. Idempotent. */
  void activate(UserId user);

  /** New codes, active at once; the previous ones are void. */
  List<String> replace(UserId user);

  /** Whether a code is active. Case, spaces and hyphens do not matter. */
  boolean contains(UserId user, String code);

  /** Deletes the active and the prepared codes. Idempotent. */
  void delete(UserId user);

  /** Whether the user has any. */
  boolean exist(UserId user);
}
