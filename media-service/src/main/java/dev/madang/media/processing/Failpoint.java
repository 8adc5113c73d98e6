package dev.madang.media.processing;

/** Lets tests see what heals when a process dies. */
interface Failpoint {

  /** Does not return if this process shall die here. */
  void pass(CrashPoint point);
}
