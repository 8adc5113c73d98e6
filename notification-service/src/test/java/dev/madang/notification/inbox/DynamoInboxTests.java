package dev.madang.notification.inbox;

import dev.madang.localaws.LocalAws;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoInboxTests extends InboxContract {

  private static final Inbox INBOX =
      new DynamoInbox(
          LocalAws.running().client(DynamoDbClient.builder()),
          new InboxProperties("notification-service-inbox"));

  @Override
  Inbox inbox() {
    return INBOX;
  }
}
