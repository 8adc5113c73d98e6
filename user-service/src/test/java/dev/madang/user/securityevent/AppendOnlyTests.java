package dev.madang.user.securityevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import dev.madang.user.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import tools.jackson.databind.json.JsonMapper;

/** The permissions of the service's role in infra/user-service.yaml. */
class AppendOnlyTests {

  private static final String TABLE = "user-service-security-events";
  private static final String COUNTS = "user-service-security-event-counts";
  private static final LocalAws AWS = LocalAws.running();

  private final DynamoDbClient withRole =
      AWS.client(DynamoDbClient.builder(), StaticCredentialsProvider.create(role()));
  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final SecurityEvents events =
      new DynamoSecurityEvents(
          withRole,
          new SecurityEventProperties(TABLE, COUNTS, Duration.ofDays(365)),
          Clock.systemUTC());

  @BeforeEach
  void recordEvent() {
    events.record(ada, SecurityEventType.SIGNED_IN, new ClientInfo("203.0.113.7", ""), Map.of());
  }

  @Test
  void theRoleCanAddAndRead() {
    assertThat(events.newest(ada, Optional.empty(), 10)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theRoleCanNeitherUpdateNorDelete(Change change) {
    var before = events.newest(ada, Optional.empty(), 10);
    var key = Map.of("userId", fromS(ada.value()), "id", fromS(before.getFirst().id()));

    assertThatThrownBy(() -> change.of(key).accept(withRole))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("AccessDeniedException"));
    assertThat(events.newest(ada, Optional.empty(), 10)).isEqualTo(before);
  }

  static List<Change> changes() {
    return List.of(
        key -> dynamo -> dynamo.deleteItem(delete -> delete.tableName(TABLE).key(key)),
        key ->
            dynamo ->
                dynamo.updateItem(update ->
                    update
                        .tableName(TABLE)
                        .key(key)
                        .updateExpression("SET expireAt = :now")
                        .expressionAttributeValues(Map.of(":now", fromN("0")))),
        key ->
            dynamo ->
                dynamo.batchWriteItem(batch ->
                    batch.requestItems(
                        Map.of(
                            TABLE,
                            List.of(
                                WriteRequest.builder()
                                    .deleteRequest(DeleteRequest.builder().key(key).build())
                                    .build())))),
        key ->
            dynamo ->
                dynamo.transactWriteItems(transaction ->
                    transaction.transactItems(
                        TransactWriteItem.builder()
                            .delete(Delete.builder().tableName(TABLE).key(key).build())
                            .build())),
        key -> dynamo -> dynamo.deleteTable(delete -> delete.tableName(TABLE)));
  }

  /** Like those of a container. */
  private static AwsSessionCredentials role() {
    var address = AWS.endpoint() + "/_local/credentials?role=" + AWS.output("UserServiceRoleArn");
    try (var http = HttpClient.newHttpClient()) {
      var question = HttpRequest.newBuilder(URI.create(address)).build();
      var response = new JsonMapper().readTree(http.send(question, BodyHandlers.ofString()).body());
      return AwsSessionCredentials.create(
          response.path("AccessKeyId").stringValue(),
          response.path("SecretAccessKey").stringValue(),
          response.path("Token").stringValue());
    } catch (Exception e) {
      throw new IllegalStateException("no credentials of the role", e);
    }
  }

  private interface Change {
    Consumer<DynamoDbClient> of(Map<String, AttributeValue> key);
  }
}
