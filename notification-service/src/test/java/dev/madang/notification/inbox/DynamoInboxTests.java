package dev.madang.notification.inbox;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoInboxTests extends InboxContract {

  private static final Inbox INBOX =
      new DynamoInbox(
          LocalAws.running().client(DynamoDbClient.builder()),
          new InboxProperties(
              "notification-service-inbox", Duration.ofDays(90), Duration.ofDays(90)));

  @Override
  Inbox inbox() {
    return INBOX;
  }
}
