package dev.madang.user.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.madang.user.UserId;
import java.util.Map;

/**
 * Requests one slice of a job. It contains the job, so that the job exists as soon as its first
 * message does.
 *
 * @param slice how many slices are recorded before this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record JobMessage(JobId id, String type, UserId owner, Map<String, String> input, long slice) {

  JobMessage {
    input = Map.copyOf(input);
  }

  JobMessage next() {
    return new JobMessage(id, type, owner, input, slice + 1);
  }
}
