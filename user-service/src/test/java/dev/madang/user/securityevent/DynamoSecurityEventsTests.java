package dev.madang.user.securityevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoSecurityEventsTests extends SecurityEventsContract {

  private static final String TABLE = "user-service-security-events";
  private static final String COUNTS = "user-service-security-event-counts";
  private static final LocalAws AWS = LocalAws.running();

  private final DynamoDbClient dynamo = AWS.client(DynamoDbClient.builder());

  @Override
  SecurityEvents events(Clock clock) {
    return new DynamoSecurityEvents(
        dynamo, new SecurityEventProperties(TABLE, COUNTS, Duration.ofDays(365)), clock);
  }

  @Test
  void anEventExpiresAfterAYear() {
    var now = Instant.parse("2026-11-23T09:30:00Z");
    var ada = UUID.randomUUID().toString();
    events(Clock.fixed(now, ZoneOffset.UTC))
        .record(
            new UserId(ada),
            SecurityEventType.SIGNED_IN,
            new ClientInfo("203.0.113.7", ""),
            Map.of());

    var stored =
        dynamo.query(query ->
            query
                .tableName(TABLE)
                .keyConditionExpression("#userId = :userId")
                .expressionAttributeNames(Map.of("#userId", "userId"))
                .expressionAttributeValues(Map.of(":userId", AttributeValue.fromS(ada))));

    assertThat(stored.items())
        .singleElement()
        .extracting(item -> item.get("expireAt"))
        .isEqualTo(
            AttributeValue.fromN(
                Long.toString(Instant.parse("2027-11-23T09:30:00Z").getEpochSecond())));
  }
}
