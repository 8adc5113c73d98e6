package dev.madang.notification.events;

import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.inbox.Notification;
import dev.madang.notification.inbox.NotificationId;
import dev.madang.notification.template.NotificationTexts;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A notification's id is derived from the event alone, so that a duplicate event adds nothing. */
@Component
class SqsMediaEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SqsMediaEvents.class);

  private final Inbox inbox;
  private final NotificationTexts texts;
  private final JsonMapper json;

  SqsMediaEvents(Inbox inbox, NotificationTexts texts, JsonMapper json) {
    this.inbox = inbox;
    this.texts = texts;
    this.json = json;
  }

  @SqsListener(queueNames = "${notification.events.media-queue}", id = "media-events")
  void on(ReceivedEvent event) {
    var id = NotificationId.of(event.time(), event.id());
    var time = event.time();
    switch (event.type()) {
      case MediaEvent.READY -> {
        var media = mediaEvent(event);
        inbox.add(
            media.userId(), Notification.mediaReady(id, time, media.mediaId(), texts.mediaReady()));
      }
      case MediaRejected.TYPE -> {
        var media = json.treeToValue(event.data(), MediaRejected.class);
        var text = texts.mediaRejected(media.reason());
        inbox.add(
            media.userId(),
            Notification.mediaRejected(id, time, media.mediaId(), media.reason(), text));
      }
      case MediaEvent.TRASHED -> {
        var media = mediaEvent(event);
        inbox.hide(media.userId(), media.mediaId(), time);
      }
      case MediaEvent.RESTORED -> {
        var media = mediaEvent(event);
        inbox.unhide(media.userId(), media.mediaId(), time);
      }
      case MediaEvent.PURGED -> {
        var media = mediaEvent(event);
        inbox.purge(media.userId(), media.mediaId(), time);
      }
      default -> LOG.info("Skipped event {} of unknown type {}", event.id(), event.type());
    }
  }

  private MediaEvent mediaEvent(ReceivedEvent event) {
    return json.treeToValue(event.data(), MediaEvent.class);
  }
}
