package dev.madang.user.accountdeletion;

import dev.madang.user.UserId;

/** Locks and deletes accounts in the user pool. Idempotent, also for a user who does not exist. */
interface AccountDisabling {

  /** The user cannot sign in any more, and all refresh tokens are revoked. */
  void disable(UserId user);

  void delete(UserId user);
}
