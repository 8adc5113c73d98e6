package dev.madang.media.announcement;

import dev.madang.media.announcement.MediaEvent.MediaReady;
import dev.madang.media.announcement.MediaEvent.MediaRejected;
import dev.madang.media.announcement.MediaEvent.Picture;
import dev.madang.media.catalog.Media;
import dev.madang.media.catalog.Media.State;
import java.util.Optional;

/** Which change of a media is news. */
final class Announcements {

  private Announcements() {}

  /** News is that a media was settled, and nothing else. */
  static Optional<MediaEvent> of(Optional<Media> before, Media now) {
    return before.map(Media::state).filter(now.state()::equals).isPresent()
        ? Optional.empty()
        : of(now);
  }

  private static Optional<MediaEvent> of(Media media) {
    var id = media.id().value();
    var owner = media.owner().value();
    return switch (media.state()) {
      case State.Pending _, State.Uploaded _, State.Processing _ -> Optional.empty();
      case State.Ready(_, var pictures) ->
          Optional.of(
              new MediaReady(id, owner, media.name(), pictures.stream().map(Picture::of).toList()));
      case State.Rejected(var reason) -> Optional.of(new MediaRejected(id, owner, reason.code()));
    };
  }
}
