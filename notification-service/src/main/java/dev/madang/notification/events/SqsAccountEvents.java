package dev.madang.notification.events;

import dev.madang.notification.accountdeletion.AccountDeletionRequested;
import dev.madang.notification.accountdeletion.UserDataEraser;
import dev.madang.notification.email.WelcomeMailer;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class SqsAccountEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SqsAccountEvents.class);

  private final WelcomeMailer welcomeMails;
  private final UserDataEraser eraser;
  private final JsonMapper json;

  SqsAccountEvents(WelcomeMailer welcomeMails, UserDataEraser eraser, JsonMapper json) {
    this.welcomeMails = welcomeMails;
    this.eraser = eraser;
    this.json = json;
  }

  @SqsListener(queueNames = "${notification.events.account-queue}", id = "account-events")
  void on(ReceivedEvent event) {
    switch (event.type()) {
      case AccountCreated.TYPE ->
          welcomeMails.send(json.treeToValue(event.data(), AccountCreated.class).userId());
      case AccountDeletionRequested.TYPE ->
          eraser.erase(json.treeToValue(event.data(), AccountDeletionRequested.class).userId());
      default -> LOG.info("Skipped event {} of unknown type {}", event.id(), event.type());
    }
  }
}
