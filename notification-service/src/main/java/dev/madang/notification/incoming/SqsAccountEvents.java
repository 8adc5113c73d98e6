package dev.madang.notification.incoming;

import dev.madang.notification.delivery.Welcome;
import dev.madang.notification.incoming.AccountEvent.AccountOpened;
import dev.madang.notification.incoming.AccountEvent.Unknown;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class SqsAccountEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SqsAccountEvents.class);

  private final Welcome welcome;

  SqsAccountEvents(Welcome welcome) {
    this.welcome = welcome;
  }

  @SqsListener(queueNames = "${notification.incoming.account-events}", id = "account-events")
  void on(AccountEvent event) {
    switch (event.data()) {
      case AccountOpened(var user) -> welcome.mail(user);
      case Unknown() -> LOG.info("Passed over event {} of type {}", event.id(), event.type());
    }
  }
}
