package dev.madang.localaws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DynamoDbStreamsTests {
  private final LocalAws localAws = LocalAws.running();
  private final DynamoDbClient dynamo = localAws.client(DynamoDbClient.builder());
  private final DynamoDbStreamsClient streams = localAws.client(DynamoDbStreamsClient.builder());
  private final Stacks stack =
      Stacks.create(
          """
          Resources:
            Table:
              Type: AWS::DynamoDB::Table
              Properties:
                TableName: NAME
                BillingMode: PAY_PER_REQUEST
                AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                KeySchema: [{AttributeName: id, KeyType: HASH}]
                StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
          Outputs:
            Table: {Value: !Ref Table}
            Stream: {Value: !GetAtt Table.StreamArn}
          """);

  @Test
  @Proves("streams-order")
  void recordsAreInTheOrderOfTheWrites() {
    put("a");
    put("b");
    put("a");
    var records = read(iterator(ShardIteratorType.TRIM_HORIZON, null)).records();
    assertThat(records)
        .extracting(record -> record.eventNameAsString())
        .containsExactly("INSERT", "INSERT", "MODIFY");
    assertThat(records).extracting(record -> number(record)).isSorted().doesNotHaveDuplicates();
    assertThat(records).extracting(Record::awsRegion).containsOnly("eu-central-1");
  }

  @Test
  @Proves("streams-identity")
  void aRecordHasTheSameIdEachTimeItIsRead() {
    put("a");
    put("b");
    var first = read(iterator(ShardIteratorType.TRIM_HORIZON, null)).records();
    var second = read(iterator(ShardIteratorType.TRIM_HORIZON, null)).records();
    assertThat(second).isEqualTo(first);
    assertThat(first).extracting(Record::eventID).doesNotHaveDuplicates();
  }

  @Test
  @Proves("streams-resume")
  void aReaderResumesAfterItsLastRecord() {
    put("a");
    put("b");
    put("c");
    var all = read(iterator(ShardIteratorType.TRIM_HORIZON, null)).records();
    var known = all.getFirst().dynamodb().sequenceNumber();
    assertThat(read(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, known)).records())
        .isEqualTo(all.subList(1, 3));
    assertThat(read(iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, known)).records())
        .isEqualTo(all);
  }

  @Test
  @Proves("streams-rollback")
  void aReaderSeesWritesAfterAFailedTransaction() {
    put("a");
    var next = read(iterator(ShardIteratorType.LATEST, null)).nextShardIterator();
    assertThatThrownBy(
            () -> dynamo.transactWriteItems(it -> it.transactItems(write("x"), claim("a"))))
        .isInstanceOf(TransactionCanceledException.class);
    put("b");
    assertThat(ids(read(next).records())).containsExactly("b");
  }

  @Test
  @Proves("streams-iterator-expiry")
  void anIteratorExpiresAfter15Minutes() {
    put("a");
    var iterator = iterator(ShardIteratorType.TRIM_HORIZON, null);
    assertThat(read(givenEarlier(iterator, Duration.ofMinutes(14))).records()).hasSize(1);
    assertThatThrownBy(() -> read(givenEarlier(iterator, Duration.ofMinutes(16))))
        .isInstanceOf(ExpiredIteratorException.class);
  }

  /** The iterators end with the second in which they were issued. */
  private static String givenEarlier(String iterator, Duration before) {
    int time = iterator.lastIndexOf('|') + 1;
    long given = Long.parseLong(iterator.substring(time));
    return iterator.substring(0, time) + (given - before.toSeconds());
  }

  private TransactWriteItem write(String id) {
    return TransactWriteItem.builder().put(put -> put.tableName(table()).item(item(id))).build();
  }

  private TransactWriteItem claim(String id) {
    var absent = "attribute_not_exists(id)";
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table()).item(item(id)).conditionExpression(absent))
        .build();
  }

  private static List<String> ids(List<Record> records) {
    return records.stream()
        .map(record -> requireNonNull(record.dynamodb().keys().get("id")).s())
        .toList();
  }

  private static BigInteger number(Record record) {
    return new BigInteger(record.dynamodb().sequenceNumber());
  }

  private void put(String id) {
    var item = Map.of("id", AttributeValue.fromS(id), "at", AttributeValue.fromN(now()));
    dynamo.putItem(put -> put.tableName(table()).item(item));
  }

  private static String now() {
    return Long.toString(System.nanoTime());
  }

  private static Map<String, AttributeValue> item(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  private String table() {
    return stack.output("Table");
  }

  private String iterator(ShardIteratorType type, @Nullable String sequenceNumber) {
    var stream = stack.output("Stream");
    var shards = streams.describeStream(wanted -> wanted.streamArn(stream)).streamDescription();
    var shard = shards.shards().getFirst().shardId();
    return streams
        .getShardIterator(from ->
            from.streamArn(stream)
                .shardId(shard)
                .shardIteratorType(type)
                .sequenceNumber(sequenceNumber))
        .shardIterator();
  }

  private GetRecordsResponse read(String iterator) {
    return streams.getRecords(wanted -> wanted.shardIterator(iterator));
  }
}
