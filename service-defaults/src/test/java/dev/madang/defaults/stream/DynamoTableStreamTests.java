package dev.madang.defaults.stream;

import static dev.madang.defaults.stream.StreamInstance.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.defaults.stream.DynamoTableChange.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoTableStreamTests {

  private final StreamedTable table = new StreamedTable();

  @Test
  void deliversInsertModifyAndRemoveInOrderWithBothImages() throws Exception {
    try (var instance = StreamInstance.of(table)) {
      table.put("one", "here");
      table.put("one", "there");
      table.delete("one");

      var received = instance.receive(3).stream().map(StreamInstance.Received::change).toList();

      assertThat(received)
          .extracting(DynamoTableChange::kind)
          .containsExactly(Kind.INSERT, Kind.MODIFY, Kind.REMOVE);
      assertThat(received.get(0).before()).isEmpty();
      assertThat(received.get(1).before()).isEqualTo(received.get(0).after());
      assertThat(text(received.get(1), "region")).isEqualTo("there");
      assertThat(received.get(2).after()).isEmpty();
    }
  }

  @Test
  void mostChangesAreDeliveredWithinHalfASecondAfterTheFirst() throws Exception {
    table.put("before the start");
    try (var instance = StreamInstance.of(table)) {
      var started = System.nanoTime();
      assertThat(instance.receiveIds(1)).containsExactly("before the start");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));

      for (int i = 0; i < 40; i++) {
        table.put("later " + i);
        Thread.sleep(i * 7 % 400);
      }

      var delays =
          instance.receive(40).stream()
              .mapToLong(StreamInstance.Received::millis)
              .sorted()
              .toArray();
      assertThat(delays).hasSize(40);
      // Not a high percentile: on a busy machine that measures the machine.
      assertThat(delays[20]).as("median, ms").isLessThan(500);
    }
  }

  @Test
  void continuesFromTheCheckpointAfterARestart() throws Exception {
    try (var first = StreamInstance.of(table)) {
      table.put("one");
      assertThat(first.receiveIds(1)).containsExactly("one");
    }
    table.put("two");
    try (var second = StreamInstance.of(table)) {
      assertThat(second.receiveIds(1)).containsExactly("two");
      assertThat(second.receivesNothingFor(500)).isTrue();
    }
  }

  @Test
  void retriesAFailedChangeBeforeLaterOnes() throws Exception {
    var failures = new AtomicInteger();
    DynamoTableListener failsThrice =
        change -> {
          if (text(change, "id").equals("two") && failures.incrementAndGet() <= 3) {
            throw new IllegalStateException("not yet");
          }
        };
    try (var instance = StreamInstance.of(table, failsThrice)) {
      table.put("one");
      table.put("two");
      table.put("three");
      assertThat(instance.receiveIds(3)).containsExactly("one", "two", "three");
      assertThat(failures).hasValue(4);
    }
  }

  @Test
  void leavesAFailingChangeToTheNextInstance() throws Exception {
    var tried = new AtomicInteger();
    DynamoTableListener fails =
        _ -> {
          tried.incrementAndGet();
          throw new IllegalStateException("never");
        };
    try (var _ = StreamInstance.of(table, fails)) {
      table.put("one");
      await().untilAtomic(tried, org.hamcrest.Matchers.greaterThan(0));
    }
    try (var next = StreamInstance.of(table)) {
      assertThat(next.receiveIds(1)).containsExactly("one");
    }
  }

  @Test
  void skipsChangesOfAnotherRegion() throws Exception {
    try (var instance = StreamInstance.of(table, "madang.stream.region-attribute=region")) {
      table.put("theirs", "us-east-1");
      table.put("ours", "eu-central-1");
      table.delete("theirs");
      table.delete("ours");
      assertThat(instance.receiveIds(2)).containsExactly("ours", "ours");
    }
  }

  @Test
  void theSecondInstanceTakesOverWhenTheFirstStops() throws Exception {
    try (var first = StreamInstance.of(table)) {
      table.put("one");
      assertThat(first.receiveIds(1)).containsExactly("one");
      try (var second = StreamInstance.of(table)) {
        table.put("two");
        assertThat(first.receiveIds(1)).containsExactly("two");
        assertThat(second.receivesNothingFor(500)).isTrue();

        first.stop();
        table.put("three");
        assertThat(second.receiveIds(1)).containsExactly("three");
      }
    }
  }

  @Test
  void losesNothingWhileTheEndpointIsUnavailable() throws Exception {
    try (var proxy = new TcpProxy(table.endpoint);
        var instance = StreamInstance.of(table, "spring.cloud.aws.endpoint=" + proxy.address())) {
      table.put("before");
      assertThat(instance.receiveIds(1)).containsExactly("before");
      proxy.disconnect();
      var written =
          IntStream.range(0, Integer.getInteger("outage.seconds", 8))
              .mapToObj(i -> "away " + i)
              .toList();
      for (var id : written) {
        table.put(id);
        Thread.sleep(1000);
      }
      proxy.reconnect();
      // "before" is delivered again if the proxy was closed before its checkpoint.
      assertThat(instance.receiveUntil(written.getLast())).containsSubsequence(written);
    }
  }
}
