package dev.madang.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbTests {
  private static final String TABLE = "notification-service-deliveries";

  private final DynamoDbClient dynamo = LocalAws.running().client(DynamoDbClient.builder());
  private final String id = UUID.randomUUID().toString();

  @Test
  @Proves("dynamodb-condition")
  void aFailedConditionReturnsTheCurrentItem() {
    claim("first");
    var failure =
        catchThrowableOfType(ConditionalCheckFailedException.class, () -> claim("second"));
    assertThat(failure.item()).containsEntry("by", AttributeValue.fromS("first"));
  }

  @Test
  @Proves("dynamodb-one-winner")
  void oneOfManyConditionalWritesSucceeds() {
    var claims =
        IntStream.range(0, 20)
            .mapToObj(number -> CompletableFuture.supplyAsync(() -> wins("claim " + number)))
            .toList();
    assertThat(claims.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  @Test
  @Proves("dynamodb-transaction")
  void aFailedTransactionKeepsOtherWrites() {
    claim("first");
    var writes =
        IntStream.range(0, 40)
            .mapToObj(number ->
                CompletableFuture.runAsync(() -> {
                  if (number % 2 == 0) {
                    failingTransaction(number);
                  } else {
                    put(id + "/" + number);
                  }
                }))
            .toList();
    writes.forEach(CompletableFuture::join);
    for (var number = 0; number < 40; number++) {
      assertThat(exists(id + "/" + number)).as("item %d", number).isEqualTo(number % 2 == 1);
    }
  }

  @Test
  @Proves("dynamodb-cancellation")
  void aCancelledTransactionNamesTheFailedCondition() {
    claim("first");
    var cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> dynamo.transactWriteItems(it -> it.transactItems(write("other"), claimAgain())));
    assertThat(cancelled.cancellationReasons())
        .extracting(reason -> reason.code())
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(cancelled.cancellationReasons().get(1).item())
        .containsEntry("by", AttributeValue.fromS("first"));
  }

  @Test
  @StillDiffers("dynamodb-client-token")
  void clientRequestTokenIsIgnored() {
    var count =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(TABLE)
                    .key(key(id))
                    .updateExpression("ADD times :one")
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
            .build();
    dynamo.transactWriteItems(it -> it.clientRequestToken(id).transactItems(count));
    dynamo.transactWriteItems(it -> it.clientRequestToken(id).transactItems(count));
    var item = dynamo.getItem(wanted -> wanted.tableName(TABLE).key(key(id))).item();
    assertThat(item).containsEntry("times", AttributeValue.fromN("2"));
  }

  private boolean wins(String by) {
    try {
      claim(by);
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  private void claim(String by) {
    dynamo.putItem(claim ->
        claim
            .tableName(TABLE)
            .item(Map.of("id", AttributeValue.fromS(id), "by", AttributeValue.fromS(by)))
            .conditionExpression("attribute_not_exists(id)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private void failingTransaction(int number) {
    assertThatThrownBy(() ->
            dynamo.transactWriteItems(
                it -> it.transactItems(write(id + "/" + number), claimAgain())))
        .isInstanceOf(TransactionCanceledException.class);
  }

  private static TransactWriteItem write(String id) {
    return TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(key(id))).build();
  }

  private TransactWriteItem claimAgain() {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(TABLE)
                .item(key(id))
                .conditionExpression("attribute_not_exists(id)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private void put(String id) {
    dynamo.putItem(put -> put.tableName(TABLE).item(key(id)));
  }

  private boolean exists(String id) {
    return dynamo.getItem(wanted -> wanted.tableName(TABLE).key(key(id))).hasItem();
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }
}
