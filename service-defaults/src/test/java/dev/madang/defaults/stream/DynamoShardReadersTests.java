package dev.madang.defaults.stream;

import static dev.madang.defaults.stream.StreamInstance.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.integration.metadata.SimpleMetadataStore;

class DynamoShardReadersTests {

  private static final String STREAM = "arn:stream";

  private final StreamProperties properties =
      new StreamProperties(
          "table",
          "test",
          "checkpoints",
          "locks",
          Duration.ofMillis(20),
          10,
          Duration.ofSeconds(6),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          null);
  private final FakeDynamoStream stream = new FakeDynamoStream();
  private final SimpleMetadataStore checkpoints = new SimpleMetadataStore();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final List<DynamoShardReaders> reading = new ArrayList<>();
  private final AtomicInteger startFailures = new AtomicInteger();

  private DynamoShardReaders read() {
    var streams = new DynamoStreams(stream);
    var shards =
        new DynamoShards(
            streams, it -> Optional.ofNullable(checkpoints.get(it.checkpointKey("test"))));
    var readers =
        new DynamoShardReaders(
            () -> shards.readable(STREAM),
            (shard, onEnd) -> {
              if (startFailures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
              }
              return new DynamoShardReader(
                  shard,
                  properties,
                  streams,
                  checkpoints,
                  change -> received.add(text(change, "id")),
                  new DefaultListableBeanFactory(),
                  onEnd);
            },
            properties.shardRefreshInterval());
    reading.add(readers);
    return readers;
  }

  @AfterEach
  void stopReading() {
    reading.forEach(this::stop);
  }

  private void stop(DynamoShardReaders readers) {
    readers.stopWithin(properties.grace());
  }

  private List<String> receive(int changes) throws InterruptedException {
    var next = new ArrayList<String>();
    for (int i = 0; i < changes; i++) {
      var id = received.poll(10, TimeUnit.SECONDS);
      if (id == null) {
        return next;
      }
      next.add(id);
    }
    return next;
  }

  private boolean receivesNothing() throws InterruptedException {
    return received.poll(1, TimeUnit.SECONDS) == null;
  }

  @Test
  void readsParentsBeforeTheirChildren() throws Exception {
    stream.open("parent", null);
    stream.open("child", "parent");
    stream.open("grandchild", "child");
    for (int i = 0; i < 25; i++) {
      stream.write("parent", "p" + i);
    }
    stream.write("child", "c");
    stream.write("grandchild", "g");
    stream.close("parent");
    stream.close("child");
    read();
    var all = receive(27);
    assertThat(all).hasSize(27).startsWith("p0", "p1").endsWith("p24", "c", "g");
  }

  @Test
  void readsTheChildrenOfAClosedShard() throws Exception {
    stream.open("parent", null);
    stream.write("parent", "one");
    read();
    assertThat(receive(1)).containsExactly("one");
    stream.open("left", "parent");
    stream.open("right", "parent");
    stream.close("parent");
    stream.write("left", "two");
    assertThat(receive(1)).containsExactly("two");
    stream.write("right", "three");
    assertThat(receive(1)).containsExactly("three");
  }

  @Test
  void readsTheChildrenOfShardsThatCloseTogether() throws Exception {
    for (int i = 0; i < 4; i++) {
      stream.open("old" + i, null);
    }
    read();
    for (int i = 0; i < 4; i++) {
      stream.open("new" + i, "old" + i);
      stream.close("old" + i);
      stream.write("new" + i, "change" + i);
    }
    assertThat(receive(4)).containsExactlyInAnyOrder("change0", "change1", "change2", "change3");
  }

  @Test
  void aFinishedShardIsNotReadAgainAfterARestart() throws Exception {
    stream.open("parent", null);
    stream.write("parent", "one");
    stream.close("parent");
    stream.open("child", "parent");
    stream.write("child", "two");
    var first = read();
    assertThat(receive(2)).containsExactly("one", "two");
    stop(first);
    reading.clear();
    stream.write("child", "three");
    read();
    assertThat(receive(1)).containsExactly("three");
    assertThat(receivesNothing()).isTrue();
  }

  @Test
  void replacesAnExpiredIterator() throws Exception {
    stream.open("shard", null);
    stream.write("shard", "one");
    read();
    assertThat(receive(1)).containsExactly("one");
    stream.expireIterators();
    stream.write("shard", "two");
    assertThat(receive(1)).containsExactly("two");
    assertThat(receivesNothing()).isTrue();
  }

  @Test
  void skipsTrimmedChanges() throws Exception {
    stream.open("shard", null);
    stream.write("shard", "one");
    var first = read();
    assertThat(receive(1)).containsExactly("one");
    stop(first);
    reading.clear();
    stream.write("shard", "lost");
    stream.trim("shard");
    stream.write("shard", "kept");
    read();
    assertThat(receive(1)).containsExactly("kept");
  }

  @Test
  void retriesAShardThatCannotBeOpened() throws Exception {
    stream.open("shard", null);
    stream.write("shard", "one");
    startFailures.set(2);
    read();

    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
  }

  @Test
  void aDroppedShardDoesNotBlock() throws Exception {
    stream.open("old", null);
    read();
    Thread.sleep(600);
    stream.drop("old");
    stream.open("new", "old");
    stream.write("new", "one");
    assertThat(receive(1)).containsExactly("one");
  }
}
