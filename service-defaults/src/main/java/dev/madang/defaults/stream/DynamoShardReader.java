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

/** Reads one shard with Spring Cloud AWS' Kinesis adapter and tells its changes in order. */
final class DynamoShardReader {

  // The adapter's shortest pause between two batches.
  private static final int PAUSE_MILLIS = 250;

  private final RetryUntilSuccess patience = new RetryUntilSuccess();
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
      Runnable whenEnded) {
    this.listener = listener;
    adapter =
        new KinesisMessageDrivenChannelAdapter(
            new DynamoStreamKinesisClient(streams, patience, properties.pollInterval()),
            KinesisShardOffset.trimHorizon(shard.stream(), shard.id()));
    adapter.setConsumerGroup(properties.consumer());
    adapter.setCheckpointStore(new RetryingCheckpointStore(checkpoints, patience));
    adapter.setCheckpointMode(CheckpointMode.batch);
    adapter.setListenerMode(ListenerMode.record);
    adapter.setConverter(DynamoChangeJson::read);
    adapter.setRecordsLimit(properties.batch());
    adapter.setIdleBetweenPolls(PAUSE_MILLIS);
    adapter.setConsumerExecutor(threads);
    adapter.setDispatcherExecutor(threads);
    adapter.setOutputChannel((message, timeout) -> tell(message.getPayload()));
    adapter.setApplicationEventPublisher(event -> {
      if (event instanceof KinesisShardEndedEvent) {
        whenEnded.run();
      }
    });
    adapter.setBeanFactory(beans);
    adapter.setBeanName("stream-" + properties.table());
    adapter.afterPropertiesSet();
    adapter.start();
  }

  private boolean tell(Object payload) {
    var change = (DynamoTableChange) payload;
    return patience.insistOn(
        "Telling change " + change.eventId(),
        () -> {
          listener.on(change);
          return true;
        });
  }

  /** Asks for the end: nothing more is read or tried again. */
  void end() {
    patience.end();
    adapter.stop();
  }

  /** Ends, and waits until the changes that were read are told, or for the grace to pass. */
  void endWithin(Duration grace) {
    end();
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
