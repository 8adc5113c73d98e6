package dev.madang.media.events;

import dev.madang.defaults.event.CloudEvent;
import dev.madang.defaults.event.SnsEventPublisher;
import dev.madang.defaults.stream.DynamoTableChange;
import dev.madang.defaults.stream.DynamoTableListener;
import dev.madang.defaults.telemetry.TraceParent;
import dev.madang.media.media.DynamoMediaItem;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.OwnerAttributes.Visibility;
import dev.madang.media.publication.PublicationService;
import dev.madang.media.trash.TrashProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Publishes events from the table's stream: the table is the outbox. */
@Component
class DynamoMediaEventPublisher implements DynamoTableListener {

  private static final String SOURCE = "/media-service";

  private final SnsEventPublisher publisher;
  private final EventsProperties properties;
  private final TrashProperties trash;
  private final PublicationService publications;

  DynamoMediaEventPublisher(
      SnsEventPublisher publisher,
      EventsProperties properties,
      TrashProperties trash,
      PublicationService publications) {
    this.publisher = publisher;
    this.properties = properties;
    this.trash = trash;
    this.publications = publications;
  }

  @Override
  public void on(DynamoTableChange change) {
    updatePublicRenditions(change);
    event(change, trash.retention())
        .ifPresent(event -> publisher.publish(properties.topic(), event));
  }

  @Override
  public Optional<TraceParent> parentOf(DynamoTableChange change) {
    return uploadOf(change);
  }

  /** The request for the upload whose file changes the state; not for what its owner changes. */
  static Optional<TraceParent> uploadOf(DynamoTableChange change) {
    var before = toMediaItem(change.before()).map(MediaItem::state);
    return toMediaItem(change.after())
        .filter(it -> !before.equals(Optional.of(it.state())))
        .flatMap(MediaItem::traceParent);
  }

  /** The public copies are those of the current version. */
  private void updatePublicRenditions(DynamoTableChange change) {
    var after = toMediaItem(change.after());
    if (after.isPresent()
        && (isPublic(after.get())
            || toMediaItem(change.before()).filter(this::isPublic).isPresent())) {
      publications.syncCopies(after.get().userId(), after.get().id());
    }
  }

  private boolean isPublic(MediaItem media) {
    return media.attributes().visibility() == Visibility.PUBLIC;
  }

  static Optional<CloudEvent<MediaEvent>> event(DynamoTableChange change, Duration trashRetention) {
    var before = toMediaItem(change.before());
    var after = toMediaItem(change.after());
    var event =
        after.isPresent()
            ? MediaEventMapper.changed(before, after.get(), trashRetention)
            : before.flatMap(MediaEventMapper::removed);
    return event.map(data ->
        CloudEvent.of(
            change.eventId(),
            SOURCE,
            data.type(),
            after.or(() -> before).orElseThrow().id().value(),
            change.occurredAt(),
            data));
  }

  private static Optional<MediaItem> toMediaItem(Map<String, AttributeValue> item) {
    return DynamoMediaItem.isMediaItem(item)
        ? Optional.of(DynamoMediaItem.toMedia(item))
        : Optional.empty();
  }
}
