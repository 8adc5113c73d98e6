package dev.madang.defaults.stream;

import dev.madang.defaults.telemetry.TraceParent;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.dynamodb.DynamoDbLockRegistry;
import io.awspring.cloud.dynamodb.DynamoDbLockRepository;
import io.awspring.cloud.dynamodb.DynamoDbMetadataStore;
import io.awspring.cloud.kinesis.integration.KinesisMessageDrivenChannelAdapter;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.support.locks.LockRegistry;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Delivers the changes of the table {@code madang.stream.table} to the service's {@link
 * DynamoTableListener}.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration")
@ConditionalOnClass({
  DynamoDbMetadataStore.class,
  DynamoDbStreamsClient.class,
  KinesisMessageDrivenChannelAdapter.class
})
@ConditionalOnProperty("madang.stream.table")
@EnableConfigurationProperties(StreamProperties.class)
class DynamoStreamConfiguration {

  // A hanging call must end before the lease expires.
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration LOCK_RETRY_INTERVAL = Duration.ofSeconds(1);

  @Bean
  DynamoDbStreamsClient streamsClient(AwsClientBuilderConfigurer aws) {
    return withTimeout(aws.configure(DynamoDbStreamsClient.builder())).build();
  }

  @Bean
  DynamoDbAsyncClient streamTablesClient(AwsClientBuilderConfigurer aws) {
    return withTimeout(aws.configure(DynamoDbAsyncClient.builder())).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B withTimeout(B client) {
    return client.overrideConfiguration(
        client.overrideConfiguration().copy(it -> it.apiCallTimeout(CALL_TIMEOUT)));
  }

  @Bean
  DynamoDbLockRepository streamLocks(DynamoDbAsyncClient dynamo, StreamProperties properties) {
    return new DynamoDbLockRepository(dynamo, properties.locks());
  }

  @Bean
  DynamoDbMetadataStore streamCheckpoints(DynamoDbAsyncClient dynamo, StreamProperties properties) {
    return new DynamoDbMetadataStore(dynamo, properties.checkpoints());
  }

  @Bean
  DynamoTableStream tableStream(
      StreamProperties properties,
      DynamoTableListener listener,
      DynamoDbStreamsClient streamsClient,
      DynamoDbAsyncClient dynamo,
      DynamoDbLockRepository locks,
      DynamoDbMetadataStore checkpoints,
      AwsRegionProvider region,
      ObservationRegistry observations,
      BeanFactory beans) {
    var streams = new DynamoStreams(streamsClient);
    var shards =
        new DynamoShards(
            streams,
            it -> Optional.ofNullable(checkpoints.get(it.checkpointKey(properties.consumer()))));
    var delivery = traced(ofThisRegion(listener, properties, region), observations);
    return new DynamoTableStream(
        properties,
        registry(locks, properties.lease()),
        () ->
            new DynamoShardReaders(
                () -> shards.readable(streamOf(properties.table(), dynamo)),
                (shard, onEnd) ->
                    new DynamoShardReader(
                        shard, properties, streams, checkpoints, delivery, beans, onEnd),
                properties.shardRefreshInterval()));
  }

  private static LockRegistry<?> registry(DynamoDbLockRepository locks, Duration lease) {
    var registry = new DynamoDbLockRegistry(locks);
    registry.setTimeToLive(lease);
    registry.setIdleBetweenTries(LOCK_RETRY_INTERVAL);
    return registry;
  }

  private static String streamOf(String table, DynamoDbAsyncClient dynamo) {
    return dynamo.describeTable(it -> it.tableName(table)).join().table().latestStreamArn();
  }

  private static DynamoTableListener ofThisRegion(
      DynamoTableListener listener, StreamProperties properties, AwsRegionProvider region) {
    var attribute = properties.regionAttribute();
    return attribute == null
        ? listener
        : new DynamoOriginRegionFilter(region.getRegion().id(), attribute, listener);
  }

  private static DynamoTableListener traced(
      DynamoTableListener listener, ObservationRegistry observations) {
    return change ->
        TraceParent.observation("madang.table.change", listener.parentOf(change), observations)
            .lowCardinalityKeyValue("kind", change.kind().name())
            .observeChecked(() -> listener.on(change));
  }
}
