package dev.madang.media.announcement;

import dev.madang.media.announcement.MediaEvent.MediaDeleted;
import dev.madang.media.announcement.MediaEvent.MediaReady;
import dev.madang.media.announcement.MediaEvent.MediaRejected;
import dev.madang.media.announcement.MediaEvent.MediaRestored;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import java.time.Duration;
import java.util.Optional;

/**
 * Which change of a media is news: that a version of it was settled, that it was deleted, that it
 * was restored. Names, albums, and the way to an outcome are none.
 */
final class Announcements {

  private Announcements() {}

  /**
   * @param retention how long what is deleted can be restored
   */
  static Optional<MediaEvent> of(Optional<Media> before, Media now, Duration retention) {
    // What its owner does and what becomes of the original is written apart: one change, one fact.
    return placed(before, now, retention).or(() -> settled(before, now));
  }

  private static Optional<MediaEvent> placed(
      Optional<Media> before, Media now, Duration retention) {
    boolean wasInTrash = before.filter(it -> it.placement().isInTrash()).isPresent();
    if (now.placement().isCondemned() || wasInTrash == now.placement().isInTrash()) {
      return Optional.empty();
    }
    var id = now.id().value();
    var owner = now.owner().value();
    return Optional.of(
        now.placement()
            .deletedAt()
            .<MediaEvent>map(since -> new MediaDeleted(id, owner, since.plus(retention)))
            .orElseGet(() -> new MediaRestored(id, owner)));
  }

  private static Optional<MediaEvent> settled(Optional<Media> before, Media now) {
    return before.filter(it -> isSameOutcome(it, now)).isPresent()
        ? Optional.empty()
        : switch (now.state()) {
          case State.Pending _, State.Uploaded _, State.Processing _ -> Optional.empty();
          case State.Ready(var look, var pictures) ->
              Optional.of(MediaReady.of(now, look, pictures));
          case State.Rejected(var reason) ->
              Optional.of(new MediaRejected(now.id().value(), now.owner().value(), reason.code()));
        };
  }

  private static boolean isSameOutcome(Media before, Media now) {
    return before.state().equals(now.state()) && before.version().equals(now.version());
  }
}
