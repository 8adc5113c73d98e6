package dev.madang.user.quota;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import dev.madang.user.profile.UserId;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoQuotasTests extends QuotasContract {

  // As many as the test asks at once wait for their turn.
  private static final DynamoDbClient DYNAMO =
      LocalAws.running()
          .client(
              DynamoDbClient.builder()
                  .httpClientBuilder(
                      ApacheHttpClient.builder()
                          .connectionAcquisitionTimeout(Duration.ofMinutes(5))));

  private final DynamoQuotas quotas = new DynamoQuotas(DYNAMO, PROPERTIES, clock);
  private final CountedObjects objects =
      new DynamoCountedObjects(DYNAMO, quotas, PROPERTIES, clock);

  @Override
  Quotas quotas() {
    return quotas;
  }

  @Override
  CountedObjects objects() {
    return objects;
  }

  @Override
  void drift(UserId user, long bytes) {
    DYNAMO.updateItem(update ->
        update
            .tableName(PROPERTIES.table())
            .key(Map.of("sub", fromS(user.value())))
            .updateExpression("SET used = used + :more")
            .expressionAttributeValues(Map.of(":more", DynamoQuotaItem.number(bytes))));
  }
}
