package dev.madang.media.processing;

/** Lets tests crash the process, to see what repairs it. */
interface Failpoint {

  /** Does not return if the process shall crash here. */
  void pass(CrashPoint point);
}
