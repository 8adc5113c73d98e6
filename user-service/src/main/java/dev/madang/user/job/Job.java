package dev.madang.user.job;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Map;

/**
 * Work for one user that runs slice by slice.
 *
 * @param owner the user for whom it runs
 * @param type which {@link JobHandler} runs it
 * @param input never a secret
 * @param checkpoint where the last recorded slice ended; empty before the first
 */
public record Job(
    JobId id,
    UserId owner,
    String type,
    Map<String, String> input,
    Map<String, String> checkpoint,
    Progress progress,
    State state,
    Instant createdAt) {

  public Job {
    input = Map.copyOf(input);
    checkpoint = Map.copyOf(checkpoint);
  }

  /**
   * How much of the work is done.
   *
   * @param done steps or items
   * @param total steps or items; 0 while unknown
   */
  public record Progress(long done, long total) {}

  /** Done and failed are final. */
  public sealed interface State {

    record Running() implements State {}

    /**
     * @param result for the owner, such as how many files were deleted
     */
    record Done(Map<String, String> result, Instant at) implements State {
      public Done {
        result = Map.copyOf(result);
      }
    }

    /**
     * @param reason for the owner, in kebab case
     */
    record Failed(String reason, Instant at) implements State {}
  }
}
