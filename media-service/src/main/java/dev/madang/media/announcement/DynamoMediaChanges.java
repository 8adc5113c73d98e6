package dev.madang.media.announcement;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.event.SnsAnnouncer;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableListener;
import dev.madang.media.catalog.DynamoMediaItem;
import dev.madang.media.trash.TrashProperties;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table is the outbox: what its stream tells is told on the topic. */
@Component
class DynamoMediaChanges implements DynamoTableListener {

  private static final String SOURCE = "/media-service";

  private final SnsAnnouncer announcer;
  private final AnnouncementProperties properties;
  private final TrashProperties trash;

  DynamoMediaChanges(
      SnsAnnouncer announcer, AnnouncementProperties properties, TrashProperties trash) {
    this.announcer = announcer;
    this.properties = properties;
    this.trash = trash;
  }

  @Override
  public void on(DynamoTableChange change) {
    event(change, trash.retention())
        .ifPresent(event -> announcer.announce(properties.topic(), event));
  }

  static Optional<CloudEvent<MediaEvent>> event(DynamoTableChange change, Duration retention) {
    if (!DynamoMediaItem.isMedia(change.after())) {
      return Optional.empty();
    }
    var before =
        Optional.of(change.before()).filter(DynamoMediaItem::isMedia).map(DynamoMediaItem::toMedia);
    var now = DynamoMediaItem.toMedia(change.after());
    return Announcements.of(before, now, retention)
        .map(news ->
            CloudEvent.of(
                change.eventId(),
                SOURCE,
                news.type(),
                now.id().value(),
                change.occurredAt(),
                news));
  }
}
