package dev.madang.user.closure;

import dev.madang.user.profile.UserId;

/** The user pool, as far as a closing needs it. Twice is once, also for a user who is gone. */
interface Locks {

  /** Nobody signs in as the user any more, and no refresh token gives anything. */
  void lock(UserId user);

  /** Removes the user from the pool. */
  void remove(UserId user);
}
