package dev.madang.user.account;

import org.jspecify.annotations.Nullable;

class WeakPassword extends RuntimeException {

  /**
   * @param policy what the pool's password policy misses in it
   */
  WeakPassword(String policy, @Nullable Throwable cause) {
    super(policy, cause);
  }
}
