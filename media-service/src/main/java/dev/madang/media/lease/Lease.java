package dev.madang.media.lease;

import java.time.Duration;

/**
 * Gives a task to one copy of this service at a time. A lease ends by itself, also when its holder
 * has died. It saves work and guards nothing: what is done under it must bear to be done twice.
 */
public interface Lease {

  /**
   * Takes a task, or holds on to it.
   *
   * @param length from now on
   * @return false while another copy has it
   */
  boolean take(String task, Duration length);
}
