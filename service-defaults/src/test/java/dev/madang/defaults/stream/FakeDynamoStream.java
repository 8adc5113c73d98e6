package dev.madang.defaults.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Behaves like a stream on AWS where the local AWS does not: shards close and have children, lists
 * have pages of two, iterators expire, and old changes and shards are dropped.
 */
final class FakeDynamoStream implements DynamoDbStreamsClient {

  private static final class FakeShard {
    final @Nullable String parent;
    final List<Record> changes = new ArrayList<>();
    int trimmed;
    boolean closed;

    FakeShard(@Nullable String parent) {
      this.parent = parent;
    }
  }

  private final Map<String, FakeShard> shards = Collections.synchronizedMap(new LinkedHashMap<>());
  private int sequence = 100;
  private int generation;

  synchronized void open(String shard, @Nullable String parent) {
    shards.put(shard, new FakeShard(parent));
  }

  synchronized void write(String shard, String id) {
    var number = Integer.toString(sequence++);
    find(shard)
        .changes
        .add(
            Record.builder()
                .eventID("event-" + id)
                .eventName(OperationType.INSERT)
                .dynamodb(it ->
                    it.sequenceNumber(number)
                        .approximateCreationDateTime(Instant.EPOCH)
                        .newImage(Map.of("id", AttributeValue.fromS(id))))
                .build());
  }

  synchronized void close(String shard) {
    find(shard).closed = true;
  }

  synchronized void trim(String shard) {
    find(shard).trimmed = find(shard).changes.size();
  }

  synchronized void drop(String shard) {
    shards.remove(shard);
  }

  synchronized void expireIterators() {
    generation++;
  }

  private FakeShard find(String shard) {
    var found = shards.get(shard);
    if (found == null) {
      throw ResourceNotFoundException.builder().message("no " + shard).build();
    }
    return found;
  }

  @Override
  public synchronized DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    var names = new ArrayList<>(shards.keySet());
    var from = names.indexOf(request.exclusiveStartShardId()) + 1;
    var page = names.subList(from, Math.min(from + 2, names.size()));
    var last = from + 2 < names.size() ? page.getLast() : null;
    return DescribeStreamResponse.builder()
        .streamDescription(
            it -> it.shards(page.stream().map(this::listed).toList()).lastEvaluatedShardId(last))
        .build();
  }

  private Shard listed(String name) {
    var shard = find(name);
    var end = shard.changes.isEmpty() ? "1" : shard.changes.getLast().dynamodb().sequenceNumber();
    return Shard.builder()
        .shardId(name)
        .parentShardId(shard.parent)
        .sequenceNumberRange(
            it -> it.startingSequenceNumber("1").endingSequenceNumber(shard.closed ? end : null))
        .build();
  }

  @Override
  public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    var shard = find(request.shardId());
    int at = shard.trimmed;
    if (request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER) {
      var number = Integer.parseInt(request.sequenceNumber());
      at = (int) shard.changes.stream().filter(it -> numberOf(it) <= number).count();
      if (at < shard.trimmed) {
        throw TrimmedDataAccessException.builder().message("trimmed").build();
      }
    }
    return GetShardIteratorResponse.builder()
        .shardIterator(iterator(request.shardId(), at))
        .build();
  }

  private static int numberOf(Record change) {
    return Integer.parseInt(change.dynamodb().sequenceNumber());
  }

  private String iterator(String shard, int at) {
    return shard + "/" + at + "/" + generation;
  }

  @Override
  public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
    var place = request.shardIterator().split("/");
    if (Integer.parseInt(place[2]) != generation) {
      throw ExpiredIteratorException.builder().message("expired").build();
    }
    var shard = find(place[0]);
    int from = Integer.parseInt(place[1]);
    int to = Math.min(from + request.limit(), shard.changes.size());
    var isEnd = shard.closed && to == shard.changes.size();
    return GetRecordsResponse.builder()
        .records(shard.changes.subList(from, to))
        .nextShardIterator(isEnd ? null : iterator(place[0], to))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
