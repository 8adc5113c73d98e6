package dev.madang.media.lock;

import java.time.Duration;

/**
 * Gives a job to one instance of this service at a time. A lock expires, also when its holder has
 * crashed. It saves work and guarantees nothing: what runs under it must be idempotent.
 */
public interface Lock {

  /**
   * Acquires the lock of a job, or extends it.
   *
   * @param validity from now on
   * @return false while another instance holds it
   */
  boolean tryAcquire(String job, Duration validity);
}
