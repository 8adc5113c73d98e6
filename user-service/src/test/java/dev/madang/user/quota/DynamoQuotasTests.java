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

  // All concurrent requests of a test get a connection in time.
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
  void quotaIsErasedAfterTheLastObject() {
    var quotaStore = new QuotaDataStore(quotas, objects);
    var objectStore = new ObjectUsageDataStore(objects);
    for (int i = 0; i < 201; i++) {
      objects.record(key("file" + i), OptionalLong.of(0), event(1));
    }
    objects.record(key("file"), OptionalLong.of(5), event(1));

    assertThat(objectStore.erase(ada)).isFalse();
    assertThat(quotaStore.erase(ada)).isFalse();
    for (int i = 0; i < 201; i++) {
      objects.record(key("file" + i), OptionalLong.empty(), event(2));
    }
    objects.record(key("file"), OptionalLong.empty(), event(2));
    while (!objectStore.erase(ada)) {
      assertThat(quotaStore.erase(ada)).isFalse();
    }

    assertThat(quotaStore.erase(ada)).isTrue();
    assertThat(quotas.exists(ada)).isFalse();
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
