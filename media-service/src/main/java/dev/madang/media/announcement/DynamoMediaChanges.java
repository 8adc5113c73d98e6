package dev.madang.media.announcement;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.event.SnsAnnouncer;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableListener;
import dev.madang.media.catalog.DynamoMediaItem;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table is the outbox: what its stream tells is told on the topic. */
@Component
class DynamoMediaChanges implements DynamoTableListener {

  private static final String SOURCE = "/media-service";

  private final SnsAnnouncer announcer;
  private final AnnouncementProperties properties;

  DynamoMediaChanges(SnsAnnouncer announcer, AnnouncementProperties properties) {
    this.announcer = announcer;
    this.properties = properties;
  }

  @Override
  public void on(DynamoTableChange change) {
    event(change).ifPresent(event -> announcer.announce(properties.topic(), event));
  }

  static Optional<CloudEvent<MediaEvent>> event(DynamoTableChange change) {
    if (!DynamoMediaItem.isMedia(change.after())) {
      return Optional.empty();
    }
    var before =
        Optional.of(change.before()).filter(DynamoMediaItem::isMedia).map(DynamoMediaItem::toMedia);
    var now = DynamoMediaItem.toMedia(change.after());
    return Announcements.of(before, now)
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
