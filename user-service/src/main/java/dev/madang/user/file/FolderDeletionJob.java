package dev.madang.user.file;

import dev.madang.user.file.Files.Found;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler;
import dev.madang.user.quota.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Deletes the files that were in a folder when the job was created: it counts them first, then
 * deletes them in the order of the keys. Later files stay.
 */
@Component
class FolderDeletionJob implements JobHandler {

  static final String TYPE = "folder-deletion";
  static final String FOLDER = "folder";

  private static final Duration SLICE_DURATION = Duration.ofSeconds(5);
  private static final int PAGE_SIZE = 1000;

  private final Files files;
  private final Clock clock;

  FolderDeletionJob(Files files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SliceResult next(Job job) {
    var folder = new FilePath(job.input().getOrDefault(FOLDER, "")).folderIn(job.owner());
    var end = clock.instant().plus(SLICE_DURATION);
    var position = Position.of(job.checkpoint());
    do {
      var page = files.listRecursively(folder, position.after(), PAGE_SIZE);
      var isLast = page.size() < PAGE_SIZE;
      var old = page.stream().filter(it -> !it.updatedAt().isAfter(job.createdAt())).toList();
      if (!position.isCounted()) {
        position = position.counted(page, old.size());
        if (isLast && position.total() > 0) {
          // Recorded before the first deletion, or a repeated slice would count less.
          return position.countingDone().next();
        }
      } else {
        files.delete(old.stream().map(Found::key).toList());
        position = position.deleted(page, old.size());
      }
      if (isLast) {
        return new SliceResult.Done(
            Map.of("deleted", Long.toString(position.total())),
            new Progress(position.total(), position.total()));
      }
    } while (clock.instant().isBefore(end));
    return position.next();
  }

  /**
   * @param after the last key that was counted or deleted
   */
  private record Position(boolean isCounted, long total, long done, Optional<ObjectKey> after) {

    static Position of(Map<String, String> checkpoint) {
      return new Position(
          checkpoint.containsKey("done"),
          Long.parseLong(checkpoint.getOrDefault("total", "0")),
          Long.parseLong(checkpoint.getOrDefault("done", "0")),
          Optional.ofNullable(checkpoint.get("after")).flatMap(ObjectKey::parse));
    }

    SliceResult next() {
      return new SliceResult.Continue(checkpoint(), new Progress(done, isCounted ? total : 0));
    }

    private Map<String, String> checkpoint() {
      var checkpoint = new HashMap<String, String>();
      checkpoint.put("total", Long.toString(total));
      if (isCounted) {
        checkpoint.put("done", Long.toString(done));
      }
      after.ifPresent(it -> checkpoint.put("after", it.toString()));
      return checkpoint;
    }

    Position counted(List<Found> page, long more) {
      return new Position(false, total + more, 0, last(page));
    }

    /** Starts again at the first key, to delete. */
    Position countingDone() {
      return new Position(true, total, 0, Optional.empty());
    }

    Position deleted(List<Found> page, long more) {
      return new Position(true, total, Math.min(total, done + more), last(page));
    }

    private Optional<ObjectKey> last(List<Found> page) {
      return page.isEmpty() ? after : Optional.of(page.getLast().key());
    }
  }
}
