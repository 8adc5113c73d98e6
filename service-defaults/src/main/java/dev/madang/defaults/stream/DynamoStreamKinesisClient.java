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
 * A DynamoDB stream that looks like a Kinesis stream to Spring Cloud AWS' adapter: the three
 * questions that it asks. Each is answered on the asking thread, however long AWS stays away.
 */
final class DynamoStreamKinesisClient implements KinesisAsyncClient {

  private final DynamoStreams streams;
  private final RetryUntilSuccess patience;
  private final Duration pollInterval;

  DynamoStreamKinesisClient(
      DynamoStreams streams, RetryUntilSuccess patience, Duration pollInterval) {
    this.streams = streams;
    this.patience = patience;
    this.pollInterval = pollInterval;
  }

  @Override
  public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
    return answer(() -> {
      var shards =
          patience.insistOn("Listing the shards", () -> streams.shards(request.streamName()));
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

  /** Without an iterator, because the shard is gone, the adapter lets go of it. */
  @Override
  public CompletableFuture<GetShardIteratorResponse> getShardIterator(
      GetShardIteratorRequest request) {
    return answer(() -> {
      var iterator =
          patience.insistOn(
              "Finding the place in a shard",
              () ->
                  request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER
                      ? streams.after(
                          request.streamName(), request.shardId(), request.startingSequenceNumber())
                      : streams.oldest(request.streamName(), request.shardId()));
      return GetShardIteratorResponse.builder().shardIterator(iterator.orElse(null)).build();
    });
  }

  /** Answers when there is something to tell: after an empty answer the adapter rests too long. */
  @Override
  public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
    return answer(() -> {
      var page = read(request.shardIterator(), request.limit());
      while (page.records().isEmpty()
          && page.nextShardIterator() != null
          && patience.rest(pollInterval)) {
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
    return patience
        .insistOn("Reading a shard", () -> streams.read(iterator, limit))
        // The adapter then asks for an iterator behind its checkpoint.
        .orElseThrow(() -> ExpiredIteratorException.builder().build());
  }

  private static <T> CompletableFuture<T> answer(Callable<T> question) {
    try {
      return CompletableFuture.completedFuture(question.call());
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
