package dev.madang.defaults.stream;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamTakeoverTests {

  @Test
  void theSecondInstanceTakesOverWithinFifteenSecondsOfACrash() throws Exception {
    var table = new StreamedTable();
    try (var first = new StreamProcess(table)) {
      table.put("one");
      await().atMost(Duration.ofMinutes(2)).until(() -> first.hasReceived("one"));
      try (var second = new StreamProcess(table)) {
        await().atMost(Duration.ofMinutes(2)).until(second::isReady);

        first.kill();
        table.put("two");

        await().atMost(Duration.ofSeconds(15)).until(() -> second.hasReceived("two"));
      }
    }
  }
}
