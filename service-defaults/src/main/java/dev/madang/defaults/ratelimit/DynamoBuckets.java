package dev.madang.defaults.ratelimit;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** One item per bucket. A bucket changes only if nobody else has changed it meanwhile. */
final class DynamoBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

  private static final int MAX_ATTEMPTS = 20;

  private final DynamoDbClient dynamo;
  private final String table;
  private final ExpirationAfterWriteStrategy expiry =
      ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1));

  /**
   * @param time by the wall clock, since all instances use it
   */
  DynamoBuckets(DynamoDbClient dynamo, String table, TimeMeter time) {
    super(ClientSideConfig.getDefault().withClientClock(time).withMaxRetries(MAX_ATTEMPTS));
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  protected CompareAndSwapOperation beginCompareAndSwapOperation(String id) {
    return new Operation(id);
  }

  @Override
  public void removeProxy(String id) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(id)));
  }

  @Override
  public boolean isAsyncModeSupported() {
    return false;
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected CompletableFuture<Void> removeAsync(String id) {
    throw new UnsupportedOperationException();
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", fromS(id));
  }

  private final class Operation implements CompareAndSwapOperation {

    private final String id;

    private Operation(String id) {
      this.id = id;
    }

    @Override
    public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
      var item =
          dynamo.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)).item();
      return Optional.ofNullable(item.get("state")).map(it -> it.b().asByteArray());
    }

    @Override
    public boolean compareAndSwap(
        byte @Nullable [] original,
        byte[] changed,
        RemoteBucketState state,
        Optional<Long> timeoutNanos) {
      var now = currentTimeNanos();
      var expireAt =
          TimeUnit.NANOSECONDS.toMillis(now) + expiry.calculateTimeToLiveMillis(state, now);
      var put =
          PutItemRequest.builder()
              .tableName(table)
              .item(
                  Map.of(
                      "id", fromS(id),
                      "state", fromB(SdkBytes.fromByteArray(changed)),
                      "expireAt", fromN(Long.toString(TimeUnit.MILLISECONDS.toSeconds(expireAt)))))
              .conditionExpression("attribute_not_exists(id)");
      if (original != null) {
        put.conditionExpression("#state = :original")
            .expressionAttributeNames(Map.of("#state", "state"))
            .expressionAttributeValues(
                Map.of(":original", fromB(SdkBytes.fromByteArray(original))));
      }
      try {
        dynamo.putItem(put.build());
        return true;
      } catch (ConditionalCheckFailedException changedMeanwhile) {
        return false;
      }
    }
  }
}
