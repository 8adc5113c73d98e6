package dev.madang.notification.incoming;

import dev.madang.notification.closure.AccountClosed;
import dev.madang.notification.closure.Farewell;
import dev.madang.notification.delivery.Welcome;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class SqsAccountEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SqsAccountEvents.class);

  private final Welcome welcome;
  private final Farewell farewell;
  private final JsonMapper json;

  SqsAccountEvents(Welcome welcome, Farewell farewell, JsonMapper json) {
    this.welcome = welcome;
    this.farewell = farewell;
    this.json = json;
  }

  @SqsListener(queueNames = "${notification.incoming.account-events}", id = "account-events")
  void on(Event event) {
    switch (event.type()) {
      case AccountOpened.TYPE -> {
        var account = json.treeToValue(event.data(), AccountOpened.class);
        welcome.mail(account.userId());
      }
      case AccountClosed.TYPE -> {
        var account = json.treeToValue(event.data(), AccountClosed.class);
        farewell.to(account.userId());
      }
      default -> LOG.info("Passed over event {} of type {}", event.id(), event.type());
    }
  }
}
