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
 * Deletes all that was in a folder when it was asked for: first it is counted, then deleted in the
 * order of the keys. What comes later stays.
 */
@Component
class FolderDeletion implements JobHandler {

  static final String TYPE = "folder-deletion";
  static final String FOLDER = "folder";

  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final int PAGE = 1000;

  private final Files files;
  private final Clock clock;

  FolderDeletion(Files files, Clock clock) {
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
    var end = clock.instant().plus(SLICE);
    var place = Place.of(job.checkpoint());
    do {
      var page = files.below(folder, place.after(), PAGE);
      var isLast = page.size() < PAGE;
      var old = page.stream().filter(it -> !it.modifiedAt().isAfter(job.createdAt())).toList();
      if (!place.isCounted()) {
        place = place.counted(page, old.size());
        if (isLast && place.total() > 0) {
          // Written down before anything is gone, or a second run would count less.
          return place.begun().more();
        }
      } else {
        files.delete(old.stream().map(Found::key).toList());
        place = place.deleted(page, old.size());
      }
      if (isLast) {
        return new SliceResult.Done(
            Map.of("removed", Long.toString(place.total())),
            new Progress(place.total(), place.total()));
      }
    } while (clock.instant().isBefore(end));
    return place.more();
  }

  /**
   * @param after the last key that is counted, or deleted
   */
  private record Place(boolean isCounted, long total, long done, Optional<ObjectKey> after) {

    static Place of(Map<String, String> checkpoint) {
      return new Place(
          checkpoint.containsKey("done"),
          Long.parseLong(checkpoint.getOrDefault("total", "0")),
          Long.parseLong(checkpoint.getOrDefault("done", "0")),
          Optional.ofNullable(checkpoint.get("after")).flatMap(ObjectKey::parse));
    }

    SliceResult more() {
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

    Place counted(List<Found> page, long more) {
      return new Place(false, total + more, 0, last(page));
    }

    /** All is counted; now from the beginning. */
    Place begun() {
      return new Place(true, total, 0, Optional.empty());
    }

    Place deleted(List<Found> page, long more) {
      return new Place(true, total, Math.min(total, done + more), last(page));
    }

    private Optional<ObjectKey> last(List<Found> page) {
      return page.isEmpty() ? after : Optional.of(page.getLast().key());
    }
  }
}
