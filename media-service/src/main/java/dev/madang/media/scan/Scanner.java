package dev.madang.media.scan;

import dev.madang.media.upload.OriginalKey;

/** Finds malware. Asked before anything else is done with an original, and before it is ready. */
public interface Scanner {

  /**
   * @param version of the original, as S3 names it
   */
  Verdict verdict(OriginalKey key, String version);

  /** What is known of one version of an original. */
  sealed interface Verdict {

    record Clean() implements Verdict {}

    /**
     * @param what for the log, in the scanner's words
     */
    record Infected(String what) implements Verdict {}

    /** Somebody still looks at it. Ask again later. */
    record NotYet() implements Verdict {}
  }
}
