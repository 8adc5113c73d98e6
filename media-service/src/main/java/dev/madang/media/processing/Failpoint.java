package dev.madang.media.processing;

/** Lets tests crash the process, to see what repairs it. */
interface Failpoint {

  /** Does not return if the process is configured to crash here. */
  void pass(CrashPoint point);
}
