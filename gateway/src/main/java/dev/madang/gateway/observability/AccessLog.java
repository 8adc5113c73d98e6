package dev.madang.gateway.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.madang.defaults.logging.LogText;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpVersion;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One line of JSON per request on standard output, with the field names of ECS as in the rest of
 * the log. A thread of its own writes them, many at once, so that a slow reader of the log never
 * stops an event loop; entries beyond the queue are dropped and counted. The level of the logger
 * {@code access} turns it off. It does not use that logger otherwise: Boot's JSON encoder costs
 * more than the rest of a request.
 */
@Component
class AccessLog implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final int CAPACITY = 8192;
  private static final int MAX_BATCH = 32 * 1024;
  private static final long PAUSE_MILLIS = 100;
  private static final int MAX_METHOD = 64;
  private static final int MAX_PATH = 1024;

  private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(CAPACITY);
  private final StringBuilder batch = new StringBuilder(MAX_BATCH + 1024);
  private final Counter dropped;
  private final Thread writer;

  AccessLog(MeterRegistry meters) {
    dropped = Counter.builder("gateway.access.log.dropped").register(meters);
    writer = Thread.ofPlatform().name("access-log").daemon().start(this::write);
  }

  void add(Entry entry) {
    if (LOG.isInfoEnabled() && !entries.offer(entry)) {
      dropped.increment();
    }
  }

  private void write() {
    try {
      while (true) {
        writeBatch(entries.take());
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException stopped) {
      for (var last = entries.poll(); last != null; last = entries.poll()) {
        writeBatch(last);
      }
    }
  }

  private void writeBatch(Entry first) {
    for (@Nullable Entry entry = first; entry != null; entry = entries.poll()) {
      append(entry);
      if (batch.length() > MAX_BATCH) {
        flush();
      }
    }
    flush();
  }

  private void flush() {
    System.out.writeBytes(batch.toString().getBytes(UTF_8));
    System.out.flush();
    batch.setLength(0);
  }

  private void append(Entry entry) {
    batch.append("{\"@timestamp\":\"").append(entry.time());
    batch.append(
        "\",\"log\":{\"level\":\"INFO\",\"logger\":\"access\"},\"service\":{\"name\":\"gateway\"}");
    batch
        .append(",\"http\":{\"request\":{\"method\":\"")
        .append(LogText.cut(entry.method(), MAX_METHOD));
    batch.append("\"},\"response\":{\"status_code\":").append(entry.status());
    batch.append(",\"body\":{\"bytes\":").append(entry.bytes());
    batch.append("}},\"route\":\"").append(entry.route());
    // Whole microseconds, in nanoseconds as ECS has it.
    batch.append("\"},\"event\":{\"duration\":").append(entry.nanos() / 1000 * 1000);
    batch.append(",\"outcome\":\"").append(entry.failed() ? "failure" : "success");
    batch
        .append("\"},\"network\":{\"protocol\":\"")
        .append(entry.version())
        .append('"')
        .append('}');
    batch.append(",\"client\":{\"address\":\"").append(entry.client()).append("\"}");
    if (entry.path() != null) {
      // A path that was validated has no character that JSON escapes.
      batch
          .append(",\"url\":{\"path\":\"")
          .append(LogText.cut(entry.path(), MAX_PATH))
          .append("\"}");
    }
    if (entry.user() != null) {
      batch.append(",\"user\":{\"id\":\"").append(entry.user()).append("\"}");
    }
    if (entry.cache() != null) {
      batch.append(",\"cache\":\"").append(entry.cache()).append('"');
    }
    batch.append(",\"traceId\":\"").append(entry.traceId()).append("\"}\n");
  }

  @Override
  public void destroy() throws InterruptedException {
    writer.interrupt();
    writer.join(5000);
  }

  /**
   * @param nanos from the headers of the request until the end of the response
   * @param user the {@code sub} of the token
   * @param cache how the response cache was used
   */
  record Entry(
      Instant time,
      String method,
      String route,
      @Nullable String path,
      int status,
      boolean failed,
      long nanos,
      long bytes,
      @Nullable HttpVersion version,
      String client,
      @Nullable String user,
      @Nullable String cache,
      String traceId) {}
}
