package dev.madang.media.events;

import dev.madang.media.events.MediaEvent.MediaReady;
import dev.madang.media.events.MediaEvent.MediaRejected;
import dev.madang.media.events.MediaEvent.MediaRestored;
import dev.madang.media.events.MediaEvent.MediaTrashed;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import java.time.Duration;
import java.util.Optional;

/**
 * Which change of a media is news: that a version of it was settled, that it was deleted, that it
 * was restored. Names, albums, and the way to an outcome are none.
 */
final class MediaEventMapper {

  private MediaEventMapper() {}

  /**
   * @param retention how long what is deleted can be restored
   */
  static Optional<MediaEvent> of(Optional<MediaItem> before, MediaItem now, Duration retention) {
    // What its owner does and what becomes of the original is written apart: one change, one fact.
    return placed(before, now, retention).or(() -> settled(before, now));
  }

  private static Optional<MediaEvent> placed(
      Optional<MediaItem> before, MediaItem now, Duration retention) {
    boolean wasInTrash = before.filter(it -> it.attributes().isInTrash()).isPresent();
    if (now.attributes().isPurging() || wasInTrash == now.attributes().isInTrash()) {
      return Optional.empty();
    }
    var id = now.id().value();
    var userId = now.userId().value();
    return Optional.of(
        now.attributes()
            .deletedAt()
            .<MediaEvent>map(since -> new MediaTrashed(id, userId, since.plus(retention)))
            .orElseGet(() -> new MediaRestored(id, userId)));
  }

  private static Optional<MediaEvent> settled(Optional<MediaItem> before, MediaItem now) {
    return before.filter(it -> isSameOutcome(it, now)).isPresent()
        ? Optional.empty()
        : switch (now.state()) {
          case State.Pending _, State.Uploaded _, State.Processing _ -> Optional.empty();
          case State.Ready(var preview, var pictures) ->
              Optional.of(MediaReady.of(now, preview, pictures));
          case State.Rejected(var reason) ->
              Optional.of(new MediaRejected(now.id().value(), now.userId().value(), reason.code()));
        };
  }

  private static boolean isSameOutcome(MediaItem before, MediaItem now) {
    return before.state().equals(now.state()) && before.version().equals(now.version());
  }
}
