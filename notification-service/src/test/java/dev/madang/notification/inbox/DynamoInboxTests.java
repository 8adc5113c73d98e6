package dev.madang.notification.inbox;

import dev.madang.localaws.LocalAws;
import dev.madang.notification.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoInboxTests extends InboxContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());
  private static final Inbox INBOX =
      new DynamoInbox(
          DYNAMO,
          new InboxProperties(
              "notification-service-inbox", Duration.ofDays(90), Duration.ofDays(90)));

  @Override
  Inbox inbox() {
    return INBOX;
  }

  @Override
  int size(UserId user) {
    return DYNAMO
        .query(query ->
            query
                .tableName("notification-service-inbox")
                .keyConditionExpression("userId = :user")
                .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(user.value()))))
        .items()
        .stream()
        .filter(item -> !Objects.equals(item.get("id"), AttributeValue.fromS("#closed")))
        .toList()
        .size();
  }
}
