package dev.madang.user.job;

import dev.madang.user.job.Job.Progress;
import java.time.Duration;
import java.util.Map;

/** A type of work. A slice takes some seconds at most and may be run again after it was done. */
public interface JobHandler {

  /** In kebab case, such as {@code file-deletion}. */
  String type();

  /**
   * Does the next piece, after what the job's checkpoint says. An exception means the same slice
   * again.
   */
  SliceResult next(Job job);

  /** How a slice ended. */
  sealed interface SliceResult {

    /** There is more to do. */
    record Continue(Map<String, String> checkpoint, Progress progress) implements SliceResult {}

    /** There is more to do, but not before some time, 15 minutes at most. */
    record Later(Map<String, String> checkpoint, Progress progress, Duration pause)
        implements SliceResult {}

    /** The owner is told the result. */
    record Done(Map<String, String> result, Progress progress) implements SliceResult {}

    /** It cannot be done. */
    record Failed(String reason) implements SliceResult {}
  }
}
