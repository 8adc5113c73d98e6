package dev.madang.notification.incoming;

import dev.madang.notification.inbox.Entry;
import dev.madang.notification.inbox.EntryId;
import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.message.InboxTexts;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An entry's id comes from the event alone, so that a double falls on the same entry. */
@Component
class SqsMediaEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SqsMediaEvents.class);

  private final Inbox inbox;
  private final InboxTexts texts;
  private final JsonMapper json;

  SqsMediaEvents(Inbox inbox, InboxTexts texts, JsonMapper json) {
    this.inbox = inbox;
    this.texts = texts;
    this.json = json;
  }

  @SqsListener(queueNames = "${notification.incoming.media-events}", id = "media-events")
  void on(Event event) {
    var id = EntryId.of(event.time(), event.id());
    switch (event.type()) {
      case MediaReady.TYPE -> {
        var media = json.treeToValue(event.data(), MediaReady.class);
        var entry = Entry.mediaReady(id, event.time(), media.mediaId(), texts.mediaReady());
        inbox.add(media.owner(), entry);
      }
      case MediaRejected.TYPE -> {
        var media = json.treeToValue(event.data(), MediaRejected.class);
        var text = texts.mediaRejected(media.reason());
        var entry = Entry.mediaRejected(id, event.time(), media.mediaId(), media.reason(), text);
        inbox.add(media.owner(), entry);
      }
      case MediaPlaced.DELETED -> {
        var media = json.treeToValue(event.data(), MediaPlaced.class);
        inbox.show(media.owner(), media.mediaId(), false, event.time());
      }
      case MediaPlaced.RESTORED -> {
        var media = json.treeToValue(event.data(), MediaPlaced.class);
        inbox.show(media.owner(), media.mediaId(), true, event.time());
      }
      default -> LOG.info("Passed over event {} of type {}", event.id(), event.type());
    }
  }
}
