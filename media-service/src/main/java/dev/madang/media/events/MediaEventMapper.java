package dev.madang.media.events;

import dev.madang.media.events.MediaEvent.MediaPurged;
import dev.madang.media.events.MediaEvent.MediaReady;
import dev.madang.media.events.MediaEvent.MediaRejected;
import dev.madang.media.events.MediaEvent.MediaRestored;
import dev.madang.media.events.MediaEvent.MediaTrashed;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import java.time.Duration;
import java.util.Optional;

/**
 * The event of a change of a media item: a version became ready or rejected, or the item was
 * trashed, restored or purged. Other changes, such as of names and albums, have none.
 */
final class MediaEventMapper {

  private MediaEventMapper() {}

  /**
   * @param trashRetention how long an item in the trash can be restored
   */
  static Optional<MediaEvent> changed(
      Optional<MediaItem> before, MediaItem after, Duration trashRetention) {
    // State and owner attributes are written apart, so a change has one event at most.
    return trashChanged(before, after, trashRetention).or(() -> stateChanged(before, after));
  }

  /**
   * Items that are removed without having been purged have no event: their files were never
   * uploaded, or {@code madang.account.data-erased.v1} covers them.
   */
  static Optional<MediaEvent> removed(MediaItem before) {
    return before.attributes().isPurging()
        ? Optional.of(new MediaPurged(before.id().value(), before.userId().value()))
        : Optional.empty();
  }

  private static Optional<MediaEvent> trashChanged(
      Optional<MediaItem> before, MediaItem after, Duration trashRetention) {
    boolean wasInTrash = before.filter(it -> it.attributes().isInTrash()).isPresent();
    if (wasInTrash == after.attributes().isInTrash()) {
      return Optional.empty();
    }
    var id = after.id().value();
    var userId = after.userId().value();
    return Optional.of(
        after
            .attributes()
            .deletedAt()
            .<MediaEvent>map(it -> new MediaTrashed(id, userId, it.plus(trashRetention)))
            .orElseGet(() -> new MediaRestored(id, userId)));
  }

  private static Optional<MediaEvent> stateChanged(Optional<MediaItem> before, MediaItem after) {
    return before.filter(it -> hasSameOutcome(it, after)).isPresent()
        ? Optional.empty()
        : switch (after.state()) {
          case State.Pending _, State.Uploaded _, State.Processing _ -> Optional.empty();
          case State.Ready(var preview, var renditions) ->
              Optional.of(MediaReady.of(after, preview, renditions));
          case State.Rejected(var reason) ->
              Optional.of(
                  new MediaRejected(after.id().value(), after.userId().value(), reason.code()));
        };
  }

  private static boolean hasSameOutcome(MediaItem before, MediaItem after) {
    return before.state().equals(after.state()) && before.version().equals(after.version());
  }
}
