package dev.madang.defaults.stream;

import io.awspring.cloud.kinesis.integration.CheckpointMode;
import io.awspring.cloud.kinesis.integration.KinesisMessageDrivenChannelAdapter;
import io.awspring.cloud.kinesis.integration.KinesisShardEndedEvent;
import io.awspring.cloud.kinesis.integration.KinesisShardOffset;
import io.awspring.cloud.kinesis.integration.ListenerMode;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/** Reads one shard with Spring Cloud AWS' Kinesis adapter and delivers its changes in order. */
final class DynamoShardReader {

  // The adapter's minimum between two batches.
  private static final int IDLE_MILLIS = 250;

  private final RetryUntilSuccess retry = new RetryUntilSuccess();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final DynamoTableListener listener;
  private final KinesisMessageDrivenChannelAdapter adapter;

  DynamoShardReader(
      DynamoShard shard,
      StreamProperties properties,
      DynamoStreams streams,
      ConcurrentMetadataStore checkpoints,
      DynamoTableListener listener,
      BeanFactory beans,
      Runnable onEnd) {
    this.listener = listener;
    adapter =
        new KinesisMessageDrivenChannelAdapter(
            new DynamoStreamKinesisClient(streams, retry, properties.pollInterval()),
            KinesisShardOffset.trimHorizon(shard.stream(), shard.id()));
    adapter.setConsumerGroup(properties.consumer());
    adapter.setCheckpointStore(new RetryingCheckpointStore(checkpoints, retry));
    adapter.setCheckpointMode(CheckpointMode.batch);
    adapter.setListenerMode(ListenerMode.record);
    adapter.setConverter(DynamoChangeJson::read);
    adapter.setRecordsLimit(properties.batch());
    adapter.setIdleBetweenPolls(IDLE_MILLIS);
    adapter.setConsumerExecutor(threads);
    adapter.setDispatcherExecutor(threads);
    adapter.setOutputChannel((message, timeout) -> deliver(message.getPayload()));
    adapter.setApplicationEventPublisher(event -> {
      if (event instanceof KinesisShardEndedEvent) {
        onEnd.run();
      }
    });
    adapter.setBeanFactory(beans);
    adapter.setBeanName("stream-" + properties.table());
    adapter.afterPropertiesSet();
    adapter.start();
  }

  private boolean deliver(Object payload) {
    var change = (DynamoTableChange) payload;
    return retry.untilSuccess(
        "Delivering change " + change.eventId(),
        () -> {
          listener.on(change);
          return true;
        });
  }

  /** Stops reading and retrying; a delivery in progress goes on. */
  void stop() {
    retry.stop();
    adapter.stop();
  }

  /** Stops and waits at most this long for the delivery of the changes that were read. */
  void stopWithin(Duration grace) {
    stop();
    threads.shutdown();
    try {
      if (threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
