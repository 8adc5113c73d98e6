package dev.madang.notification.email;

import dev.madang.localaws.LocalAws;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDeliveryLogTests extends DeliveryLogContract {

  private static final DeliveryLog LOG =
      new DynamoDeliveryLog(
          LocalAws.running().client(DynamoDbClient.builder()),
          new EmailProperties(
              "notification-service-deliveries",
              "hello@madang.example",
              Duration.ofSeconds(20),
              Duration.ofSeconds(10)));

  @Override
  DeliveryLog log() {
    return LOG;
  }
}
