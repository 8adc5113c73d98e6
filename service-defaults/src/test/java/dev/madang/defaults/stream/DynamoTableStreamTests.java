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
  void anInsertAChangeAndARemovalAreToldInOrderWithTheItemBeforeAndAfter() throws Exception {
    try (var copy = StreamInstance.of(table)) {
      table.put("one", "here");
      table.put("one", "there");
      table.delete("one");

      var told = copy.hear(3).stream().map(StreamInstance.Heard::change).toList();

      assertThat(told)
          .extracting(DynamoTableChange::kind)
          .containsExactly(Kind.INSERT, Kind.MODIFY, Kind.REMOVE);
      assertThat(told.get(0).before()).isEmpty();
      assertThat(told.get(1).before()).isEqualTo(told.get(0).after());
      assertThat(text(told.get(1), "region")).isEqualTo("there");
      assertThat(told.get(2).after()).isEmpty();
    }
  }

  @Test
  void theFirstChangeIsToldWithinFiveSecondsOfTheStartAndLaterOnesWithinHalfASecond()
      throws Exception {
    table.put("before the start");
    try (var copy = StreamInstance.of(table)) {
      var started = System.nanoTime();
      assertThat(copy.hearIds(1)).containsExactly("before the start");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));

      for (int i = 0; i < 40; i++) {
        table.put("later " + i);
        Thread.sleep(i * 7 % 400);
      }

      var delays =
          copy.hear(40).stream().mapToLong(StreamInstance.Heard::millis).sorted().toArray();
      assertThat(delays).hasSize(40);
      assertThat(delays[37]).as("95th percentile, ms").isLessThan(500);
    }
  }

  @Test
  void aRestartGoesOnWhereTheLastCopyStopped() throws Exception {
    try (var first = StreamInstance.of(table)) {
      table.put("one");
      assertThat(first.hearIds(1)).containsExactly("one");
    }
    table.put("two");
    try (var second = StreamInstance.of(table)) {
      assertThat(second.hearIds(1)).containsExactly("two");
      assertThat(second.hearsNothingFor(500)).isTrue();
    }
  }

  @Test
  void aChangeThatFailsIsToldAgainAndThoseBehindItWait() throws Exception {
    var failures = new AtomicInteger();
    DynamoTableListener failsThrice =
        change -> {
          if (text(change, "id").equals("two") && failures.incrementAndGet() <= 3) {
            throw new IllegalStateException("not yet");
          }
        };
    try (var copy = StreamInstance.of(table, failsThrice)) {
      table.put("one");
      table.put("two");
      table.put("three");
      assertThat(copy.hearIds(3)).containsExactly("one", "two", "three");
      assertThat(failures).hasValue(4);
    }
  }

  @Test
  void aCopyThatStopsWhileAChangeFailsLeavesItToTheNext() throws Exception {
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
      assertThat(next.hearIds(1)).containsExactly("one");
    }
  }

  @Test
  void whatAnotherRegionWroteIsPassedOver() throws Exception {
    try (var copy = StreamInstance.of(table, "madang.stream.region-attribute=region")) {
      table.put("theirs", "us-east-1");
      table.put("ours", "eu-central-1");
      table.delete("theirs");
      table.delete("ours");
      assertThat(copy.hearIds(2)).containsExactly("ours", "ours");
    }
  }

  @Test
  void oneOfTwoCopiesReadsAndTheOtherTakesOverWhenItStops() throws Exception {
    try (var first = StreamInstance.of(table)) {
      table.put("one");
      assertThat(first.hearIds(1)).containsExactly("one");
      try (var second = StreamInstance.of(table)) {
        table.put("two");
        assertThat(first.hearIds(1)).containsExactly("two");
        assertThat(second.hearsNothingFor(500)).isTrue();

        first.stop();
        table.put("three");
        assertThat(second.hearIds(1)).containsExactly("three");
      }
    }
  }

  @Test
  void nothingIsLostWhileTheEndpointIsAway() throws Exception {
    try (var gate = new Gate(table.endpoint);
        var copy = StreamInstance.of(table, "spring.cloud.aws.endpoint=" + gate.address())) {
      table.put("before");
      assertThat(copy.hearIds(1)).containsExactly("before");
      gate.shut();
      var away =
          IntStream.range(0, Integer.getInteger("away", 8)).mapToObj(i -> "away " + i).toList();
      for (var id : away) {
        table.put(id);
        Thread.sleep(1000);
      }
      gate.open();
      // "before" comes again if its checkpoint found the gate shut.
      assertThat(copy.hearUntil(away.getLast())).containsSubsequence(away);
    }
  }
}
