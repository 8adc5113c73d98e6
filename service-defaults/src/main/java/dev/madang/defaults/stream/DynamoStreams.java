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

/** The calls of DynamoDB Streams that we need. */
final class DynamoStreams {

  private static final Logger log = LoggerFactory.getLogger(DynamoStreams.class);

  private final DynamoDbStreamsClient client;

  DynamoStreams(DynamoDbStreamsClient client) {
    this.client = client;
  }

  /** All shards of a stream, with those that were closed during the last day. */
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

  /** An iterator at the oldest change of a shard; empty if the shard does not exist any more. */
  Optional<String> oldest(String stream, String shard) {
    return iterator(
        GetShardIteratorRequest.builder()
            .streamArn(stream)
            .shardId(shard)
            .shardIteratorType(ShardIteratorType.TRIM_HORIZON)
            .build());
  }

  /** An iterator behind a change, or at the oldest one that the stream still has. */
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
      log.warn(
          "Changes of shard {} after {} have expired; some may be lost", shard, sequenceNumber);
      return oldest(stream, shard);
    }
  }

  private Optional<String> iterator(GetShardIteratorRequest request) {
    try {
      return Optional.of(client.getShardIterator(request).shardIterator());
    } catch (ResourceNotFoundException gone) {
      return Optional.empty();
    }
  }

  /** The next changes; empty if the iterator is not valid any more. */
  Optional<GetRecordsResponse> read(String iterator, int limit) {
    try {
      return Optional.of(client.getRecords(it -> it.shardIterator(iterator).limit(limit)));
    } catch (ExpiredIteratorException
        | TrimmedDataAccessException
        | ResourceNotFoundException invalid) {
      return Optional.empty();
    }
  }
}
