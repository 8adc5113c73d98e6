package dev.madang.defaults.stream;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Presents a DynamoDB stream as a Kinesis stream to Spring Cloud AWS' adapter: the three calls that
 * it makes. Each runs on the calling thread and is retried until AWS responds.
 */
final class DynamoStreamKinesisClient implements KinesisAsyncClient {

  private final DynamoStreams streams;
  private final RetryUntilSuccess retry;
  private final Duration pollInterval;

  DynamoStreamKinesisClient(DynamoStreams streams, RetryUntilSuccess retry, Duration pollInterval) {
    this.streams = streams;
    this.retry = retry;
    this.pollInterval = pollInterval;
  }

  @Override
  public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
    return run(() -> {
      var shards =
          retry.untilSuccess("Listing the shards", () -> streams.shards(request.streamName()));
      return ListShardsResponse.builder()
          .shards(
              shards.stream()
                  .map(it ->
                      Shard.builder()
                          .shardId(it.shardId())
                          .parentShardId(it.parentShardId())
                          .sequenceNumberRange(range ->
                              range
                                  .startingSequenceNumber(
                                      it.sequenceNumberRange().startingSequenceNumber())
                                  .endingSequenceNumber(
                                      it.sequenceNumberRange().endingSequenceNumber()))
                          .build())
                  .toList())
          .build();
    });
  }

  /** Without an iterator, for a shard that does not exist any more, the adapter drops the shard. */
  @Override
  public CompletableFuture<GetShardIteratorResponse> getShardIterator(
      GetShardIteratorRequest request) {
    return run(() -> {
      var iterator =
          retry.untilSuccess(
              "Getting a shard iterator",
              () ->
                  request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER
                      ? streams.after(
                          request.streamName(), request.shardId(), request.startingSequenceNumber())
                      : streams.oldest(request.streamName(), request.shardId()));
      return GetShardIteratorResponse.builder().shardIterator(iterator.orElse(null)).build();
    });
  }

  /** Waits for changes: after an empty response the adapter would pause for too long. */
  @Override
  public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
    return run(() -> {
      var page = read(request.shardIterator(), request.limit());
      while (page.records().isEmpty()
          && page.nextShardIterator() != null
          && retry.sleep(pollInterval)) {
        page = read(page.nextShardIterator(), request.limit());
      }
      return GetRecordsResponse.builder()
          .records(
              page.records().stream()
                  .map(it ->
                      Record.builder()
                          .data(DynamoChangeJson.write(it))
                          .sequenceNumber(it.dynamodb().sequenceNumber())
                          .partitionKey(it.eventID())
                          .build())
                  .toList())
          .nextShardIterator(page.nextShardIterator())
          .build();
    });
  }

  private software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse read(
      String iterator, int limit) {
    return retry
        .untilSuccess("Reading a shard", () -> streams.read(iterator, limit))
        // The adapter then requests an iterator behind its checkpoint.
        .orElseThrow(() -> ExpiredIteratorException.builder().build());
  }

  private static <T> CompletableFuture<T> run(Callable<T> call) {
    try {
      return CompletableFuture.completedFuture(call.call());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
