package dev.madang.user.account;

class WeakPassword extends RuntimeException {

  /**
   * @param policy what the pool's password policy misses in it
   */
  WeakPassword(String policy, Throwable cause) {
    super(policy, cause);
  }
}
