package dev.madang.user.job;

import dev.madang.user.job.Job.Progress;
import java.time.Duration;
import java.util.Map;

/** A kind of work. A slice takes some seconds at most and may be run again after it was done. */
public interface JobWork {

  /** In kebab case, such as {@code file-deletion}. */
  String kind();

  /**
   * Does the next piece, after what the job's checkpoint says. An exception means the same slice
   * again.
   */
  Slice next(Job job);

  /** How a slice ended. */
  sealed interface Slice {

    /** There is more to do. */
    record More(Map<String, String> checkpoint, Progress progress) implements Slice {}

    /** There is more to do, but not before some time, 15 minutes at most. */
    record Later(Map<String, String> checkpoint, Progress progress, Duration pause)
        implements Slice {}

    /** The owner is told the result. */
    record Done(Map<String, String> result, Progress progress) implements Slice {}

    /** It cannot be done. */
    record Failed(String reason) implements Slice {}
  }
}
