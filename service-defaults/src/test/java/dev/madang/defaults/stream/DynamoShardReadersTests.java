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
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<DynamoShardReaders> reading = new ArrayList<>();
  private final AtomicInteger failuresToOpen = new AtomicInteger();

  private DynamoShardReaders read() {
    var streams = new DynamoStreams(stream);
    var shards =
        new DynamoShards(
            streams, it -> Optional.ofNullable(checkpoints.get(it.checkpointOf("test"))));
    var readers =
        new DynamoShardReaders(
            () -> shards.readable(STREAM),
            (shard, whenDone) -> {
              if (failuresToOpen.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
              }
              return new DynamoShardReader(
                  shard,
                  properties,
                  streams,
                  checkpoints,
                  change -> told.add(text(change, "id")),
                  new DefaultListableBeanFactory(),
                  whenDone);
            },
            properties.reviewInterval());
    reading.add(readers);
    return readers;
  }

  @AfterEach
  void endReading() {
    reading.forEach(this::end);
  }

  private void end(DynamoShardReaders readers) {
    readers.endWithin(properties.grace());
  }

  private List<String> hear(int changes) throws InterruptedException {
    var next = new ArrayList<String>();
    for (int i = 0; i < changes; i++) {
      var id = told.poll(10, TimeUnit.SECONDS);
      if (id == null) {
        return next;
      }
      next.add(id);
    }
    return next;
  }

  private boolean isSilent() throws InterruptedException {
    return told.poll(1, TimeUnit.SECONDS) == null;
  }

  @Test
  void parentsAreReadToTheEndBeforeTheirChildren() throws Exception {
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
    var all = hear(27);
    assertThat(all).hasSize(27).startsWith("p0", "p1").endsWith("p24", "c", "g");
  }

  @Test
  void whenAShardClosesItsChildrenAreFollowed() throws Exception {
    stream.open("parent", null);
    stream.write("parent", "one");
    read();
    assertThat(hear(1)).containsExactly("one");
    stream.open("left", "parent");
    stream.open("right", "parent");
    stream.close("parent");
    stream.write("left", "two");
    assertThat(hear(1)).containsExactly("two");
    stream.write("right", "three");
    assertThat(hear(1)).containsExactly("three");
  }

  @Test
  void shardsThatCloseTogetherAreAllFollowed() throws Exception {
    for (int i = 0; i < 4; i++) {
      stream.open("old" + i, null);
    }
    read();
    for (int i = 0; i < 4; i++) {
      stream.open("new" + i, "old" + i);
      stream.close("old" + i);
      stream.write("new" + i, "change" + i);
    }
    assertThat(hear(4)).containsExactlyInAnyOrder("change0", "change1", "change2", "change3");
  }

  @Test
  void afterARestartAShardReadToTheEndIsNotReadAgain() throws Exception {
    stream.open("parent", null);
    stream.write("parent", "one");
    stream.close("parent");
    stream.open("child", "parent");
    stream.write("child", "two");
    var first = read();
    assertThat(hear(2)).containsExactly("one", "two");
    end(first);
    reading.clear();
    stream.write("child", "three");
    read();
    assertThat(hear(1)).containsExactly("three");
    assertThat(isSilent()).isTrue();
  }

  @Test
  void anExpiredIteratorIsReplacedByOneBehindTheLastChange() throws Exception {
    stream.open("shard", null);
    stream.write("shard", "one");
    read();
    assertThat(hear(1)).containsExactly("one");
    stream.expireIterators();
    stream.write("shard", "two");
    assertThat(hear(1)).containsExactly("two");
    assertThat(isSilent()).isTrue();
  }

  @Test
  void whatIsNoLongerKeptIsSkippedAndTheRestIsTold() throws Exception {
    stream.open("shard", null);
    stream.write("shard", "one");
    var first = read();
    assertThat(hear(1)).containsExactly("one");
    end(first);
    reading.clear();
    stream.write("shard", "lost");
    stream.trim("shard");
    stream.write("shard", "kept");
    read();
    assertThat(hear(1)).containsExactly("kept");
  }

  @Test
  void aShardThatCannotBeOpenedIsTriedAgain() throws Exception {
    stream.open("shard", null);
    stream.write("shard", "one");
    failuresToOpen.set(2);
    read();

    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
  }

  @Test
  void aShardThatIsGoneHoldsNothingUp() throws Exception {
    stream.open("old", null);
    read();
    Thread.sleep(600);
    stream.drop("old");
    stream.open("new", "old");
    stream.write("new", "one");
    assertThat(hear(1)).containsExactly("one");
  }
}
