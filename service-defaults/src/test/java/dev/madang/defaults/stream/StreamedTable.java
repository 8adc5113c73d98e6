package dev.madang.defaults.stream;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.madang.localaws.LocalAws;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A new table with a stream, and the tables of checkpoints and locks. */
final class StreamedTable {

  final URI endpoint = LocalAws.running().endpoint();
  final String name = "table-" + UUID.randomUUID();
  final DynamoDbClient dynamo = LocalAws.running().client(DynamoDbClient.builder());

  StreamedTable() {
    create(name, "id", true);
    create(checkpoints(), "metadataKey", false);
    create(locks(), "lockKey", false);
  }

  private void create(String table, String key, boolean streamed) {
    dynamo.createTable(it -> {
      it.tableName(table)
          .billingMode(BillingMode.PAY_PER_REQUEST)
          .attributeDefinitions(
              AttributeDefinition.builder()
                  .attributeName(key)
                  .attributeType(ScalarAttributeType.S)
                  .build())
          .keySchema(KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build());
      if (streamed) {
        it.streamSpecification(
            s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
      }
    });
  }

  String checkpoints() {
    return name + "-checkpoints";
  }

  String locks() {
    return name + "-locks";
  }

  void put(String id) {
    put(id, "eu-central-1");
  }

  void put(String id, String region) {
    var now = Long.toString(System.currentTimeMillis());
    dynamo.putItem(it ->
        it.tableName(name)
            .item(Map.of("id", fromS(id), "region", fromS(region), "writtenAt", fromS(now))));
  }

  void delete(String id) {
    dynamo.deleteItem(it -> it.tableName(name).key(Map.of("id", fromS(id))));
  }
}
