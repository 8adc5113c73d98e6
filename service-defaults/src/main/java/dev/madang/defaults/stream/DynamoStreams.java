package dev.madang.defaults.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What we ask of DynamoDB Streams. */
final class DynamoStreams {

  private static final Logger log = LoggerFactory.getLogger(DynamoStreams.class);

  private final DynamoDbStreamsClient client;

  DynamoStreams(DynamoDbStreamsClient client) {
    this.client = client;
  }

  /** All shards of a stream, the closed ones of the last day too. */
  List<Shard> shards(String stream) {
    var shards = new ArrayList<Shard>();
    Optional<String> last = Optional.empty();
    do {
      var after = last.orElse(null);
      var page =
          client
              .describeStream(it -> it.streamArn(stream).exclusiveStartShardId(after))
              .streamDescription();
      shards.addAll(page.shards());
      last = Optional.ofNullable(page.lastEvaluatedShardId());
    } while (last.isPresent());
    return shards;
  }

  /** An iterator at the oldest change of a shard; empty when the shard is gone. */
  Optional<String> oldest(String stream, String shard) {
    return iterator(
        GetShardIteratorRequest.builder()
            .streamArn(stream)
            .shardId(shard)
            .shardIteratorType(ShardIteratorType.TRIM_HORIZON)
            .build());
  }

  /** An iterator behind the change with this number, or at the oldest one that is still kept. */
  Optional<String> after(String stream, String shard, String sequenceNumber) {
    try {
      return iterator(
          GetShardIteratorRequest.builder()
              .streamArn(stream)
              .shardId(shard)
              .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
              .sequenceNumber(sequenceNumber)
              .build());
    } catch (TrimmedDataAccessException trimmed) {
      log.warn("{} no longer keeps what follows {}: changes may be lost", shard, sequenceNumber);
      return oldest(stream, shard);
    }
  }

  private Optional<String> iterator(GetShardIteratorRequest place) {
    try {
      return Optional.of(client.getShardIterator(place).shardIterator());
    } catch (ResourceNotFoundException gone) {
      return Optional.empty();
    }
  }

  /** The next changes; empty when the iterator leads nowhere any more. */
  Optional<GetRecordsResponse> read(String iterator, int limit) {
    try {
      return Optional.of(client.getRecords(it -> it.shardIterator(iterator).limit(limit)));
    } catch (ExpiredIteratorException
        | TrimmedDataAccessException
        | ResourceNotFoundException lost) {
      return Optional.empty();
    }
  }
}
