package dev.madang.media.announcement;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableListener;
import dev.madang.media.catalog.DynamoMediaItem;
import dev.madang.media.catalog.Placement.Visibility;
import dev.madang.media.publication.Publishing;
import dev.madang.media.trash.TrashProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table is the outbox: what its stream tells is told on the topic. */
@Component
class DynamoMediaChanges implements DynamoTableListener {

  private static final String SOURCE = "/media-service";

  private final SnsEventPublisher announcer;
  private final AnnouncementProperties properties;
  private final TrashProperties trash;
  private final Publishing publishing;

  DynamoMediaChanges(
      SnsEventPublisher announcer,
      AnnouncementProperties properties,
      TrashProperties trash,
      Publishing publishing) {
    this.announcer = announcer;
    this.publishing = publishing;
    this.properties = properties;
    this.trash = trash;
  }

  @Override
  public void on(DynamoTableChange change) {
    follow(change);
    event(change, trash.retention())
        .ifPresent(event -> announcer.publish(properties.topic(), event));
  }

  /** What is public has copies, and they are those of the version that stands. */
  private void follow(DynamoTableChange change) {
    if (!DynamoMediaItem.isMedia(change.after())) {
      return;
    }
    if (isPublic(change.before()) || isPublic(change.after())) {
      var media = DynamoMediaItem.toMedia(change.after());
      publishing.follow(media.owner(), media.id());
    }
  }

  private static boolean isPublic(Map<String, AttributeValue> item) {
    return DynamoMediaItem.isMedia(item)
        && DynamoMediaItem.toMedia(item).placement().visibility() == Visibility.PUBLIC;
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
