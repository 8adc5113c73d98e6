package dev.madang.user.job;

import dev.madang.user.UserId;
import java.time.Instant;
import java.util.Map;

/**
 * Work for one user that is done slice by slice.
 *
 * @param type which {@link JobHandler} does it
 * @param input what it was started with; never a secret
 * @param checkpoint where the last slice that was recorded left off; empty at first
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
   * How far it is.
   *
   * @param done steps or items that are done
   * @param total of them, 0 while nobody knows
   */
  public record Progress(long done, long total) {}

  /** What became of it. Done and failed are final. */
  public sealed interface State {

    record Running() implements State {}

    /**
     * @param result what its owner is told, such as how much was removed
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
