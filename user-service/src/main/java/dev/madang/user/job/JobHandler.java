package dev.madang.user.job;

import dev.madang.user.job.Job.Progress;
import java.time.Duration;
import java.util.Map;

/** Runs the jobs of a type. A slice takes a few seconds at most and must be idempotent. */
public interface JobHandler {

  /** In kebab case, such as {@code folder-deletion}. */
  String type();

  /** Runs the next slice, from the job's checkpoint on. After an exception the slice is retried. */
  SliceResult next(Job job);

  /** How a slice ended. */
  sealed interface SliceResult {

    /** Run another slice. */
    record Continue(Map<String, String> checkpoint, Progress progress) implements SliceResult {}

    /** Run another slice after a pause of at most 15 minutes. */
    record Later(Map<String, String> checkpoint, Progress progress, Duration pause)
        implements SliceResult {}

    /** The job has ended; its owner can read the result. */
    record Done(Map<String, String> result, Progress progress) implements SliceResult {}

    /** The job has failed and is not retried. */
    record Failed(String reason) implements SliceResult {}
  }
}
