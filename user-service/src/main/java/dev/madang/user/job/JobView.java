package dev.madang.user.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.user.job.Job.State;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as its user sees it. */
@Schema(name = "Job", description = "An asynchronous operation")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
    @Schema(example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6", pattern = JobId.PATTERN, maxLength = 32)
        String id,
    @Schema(
            description = "`export` or `folder-deletion`; later versions add types",
            example = "folder-deletion",
            pattern = "^[a-z-]+$",
            maxLength = 64)
        String type,
    @Schema(
            description = "`succeeded` and `failed` are final",
            allowableValues = {"running", "succeeded", "failed"},
            example = "succeeded")
        String status,
    JobProgress progress,
    Instant createdAt,
    @Schema(description = "Absent while running") @Nullable Instant endedAt,
    @Schema(
            description = "Facts that depend on the type; only of a job that succeeded",
            example = "{\"deleted\": \"17\"}")
        @Nullable Map<String, String> result,
    @Schema(
            description = "Only of a job that failed; later versions add reasons",
            example = "account-deletion-in-progress",
            pattern = "^[a-z-]+$",
            maxLength = 64)
        @Nullable String failureReason) {

  public static JobView of(Job job) {
    return switch (job.state()) {
      case State.Running() -> of(job, "running", null, null, null);
      case State.Done(var result, var at) -> of(job, "succeeded", at, result, null);
      case State.Failed(var reason, var at) -> of(job, "failed", at, null, reason);
    };
  }

  private static JobView of(
      Job job,
      String status,
      @Nullable Instant endedAt,
      @Nullable Map<String, String> result,
      @Nullable String failureReason) {
    return new JobView(
        job.id().value(),
        job.type(),
        status,
        JobProgress.of(job),
        job.createdAt(),
        endedAt,
        result,
        failureReason);
  }

  @Schema(description = "The number of items that are done")
  public record JobProgress(
      @Schema(example = "17", minimum = "0", maximum = "9007199254740991") long done,
      @Schema(
              description = "0 while it is not known",
              example = "17",
              minimum = "0",
              maximum = "9007199254740991")
          long total) {

    static JobProgress of(Job job) {
      return new JobProgress(job.progress().done(), job.progress().total());
    }
  }
}
