package dev.madang.user.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import dev.madang.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
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
  private final ObjectUsageStore objects =
      new DynamoObjectUsageStore(DYNAMO, quotas, PROPERTIES, clock);

  @Override
  Quotas quotas() {
    return quotas;
  }

  @Override
  ObjectUsageStore objects() {
    return objects;
  }

  @Test
  void theQuotaStaysUntilTheLastCountedObjectIsForgotten() {
    var erasableQuota = new QuotaDataStore(quotas, objects);
    var erasableObjects = new ObjectUsageDataStore(objects);
    for (int i = 0; i < 201; i++) {
      objects.count(key("file" + i), OptionalLong.of(0), event(1));
    }
    objects.count(key("file"), OptionalLong.of(5), event(1));

    assertThat(erasableObjects.erase(ada)).isFalse();
    assertThat(erasableQuota.erase(ada)).isFalse();
    for (int i = 0; i < 201; i++) {
      objects.count(key("file" + i), OptionalLong.empty(), event(2));
    }
    objects.count(key("file"), OptionalLong.empty(), event(2));
    while (!erasableObjects.erase(ada)) {
      assertThat(erasableQuota.erase(ada)).isFalse();
    }

    assertThat(erasableQuota.erase(ada)).isTrue();
    assertThat(quotas.knows(ada)).isFalse();
  }

  @Override
  void drift(UserId user, long bytes) {
    DYNAMO.updateItem(update ->
        update
            .tableName(PROPERTIES.table())
            .key(Map.of("userId", fromS(user.value())))
            .updateExpression("SET used = used + :more")
            .expressionAttributeValues(Map.of(":more", DynamoQuotaItem.number(bytes))));
  }
}
