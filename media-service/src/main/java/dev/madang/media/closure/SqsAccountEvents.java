package dev.madang.media.closure;

import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

@Component
class SqsAccountEvents {

  private final Farewell farewell;

  SqsAccountEvents(Farewell farewell) {
    this.farewell = farewell;
  }

  @SqsListener(queueNames = "${media.closure.queue}", id = "account-events")
  void on(AccountEvent event) {
    if (event.type().equals(AccountEvent.CLOSED)) {
      farewell.to(event.data().userId());
    }
  }
}
