package dev.madang.notification.incoming;

import dev.madang.notification.inbox.Entry;
import dev.madang.notification.inbox.EntryId;
import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.incoming.MediaEvent.MediaReady;
import dev.madang.notification.incoming.MediaEvent.MediaRejected;
import dev.madang.notification.incoming.MediaEvent.Unknown;
import dev.madang.notification.message.InboxTexts;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class SqsMediaEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SqsMediaEvents.class);

  private final Inbox inbox;
  private final InboxTexts texts;

  SqsMediaEvents(Inbox inbox, InboxTexts texts) {
    this.inbox = inbox;
    this.texts = texts;
  }

  @SqsListener(queueNames = "${notification.incoming.media-events}", id = "media-events")
  void on(MediaEvent event) {
    // The entry's id comes from the event alone, so that a double falls on the same entry.
    var id = EntryId.of(event.time(), event.id());
    switch (event.data()) {
      case MediaReady(var media, var owner) ->
          inbox.add(owner, Entry.mediaReady(id, event.time(), media, texts.mediaReady()));
      case MediaRejected(var media, var owner, var reason) ->
          inbox.add(
              owner,
              Entry.mediaRejected(id, event.time(), media, reason, texts.mediaRejected(reason)));
      case Unknown() -> LOG.info("Passed over event {} of type {}", event.id(), event.type());
    }
  }
}
