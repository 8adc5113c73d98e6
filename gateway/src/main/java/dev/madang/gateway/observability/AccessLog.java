package dev.madang.gateway.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One line per request, in the field names of ECS. A thread of its own writes them, so that a slow
 * reader of the log never stops an event loop; entries beyond the queue are dropped and counted.
 */
@Component
class AccessLog implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final int CAPACITY = 8192;

  private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(CAPACITY);
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
        write(entries.take());
      }
    } catch (InterruptedException stopped) {
      for (var last = entries.poll(); last != null; last = entries.poll()) {
        write(last);
      }
    }
  }

  private static void write(Entry entry) {
    LOG.atInfo()
        .addKeyValue("http.request.method", entry.method())
        .addKeyValue("http.response.status_code", entry.status())
        .addKeyValue("http.response.body.bytes", entry.bytes())
        .addKeyValue("http.route", entry.route())
        .addKeyValue("url.path", entry.path())
        // Whole microseconds, in nanoseconds as ECS has it.
        .addKeyValue("event.duration", entry.nanos() / 1000 * 1000)
        .addKeyValue("event.outcome", entry.failed() ? "failure" : "success")
        .addKeyValue("network.protocol", String.valueOf(entry.version()))
        .addKeyValue("client.address", entry.client() == null ? null : entry.client().hostAddress())
        .addKeyValue("user.id", entry.user())
        .addKeyValue("traceId", entry.traceId())
        .log("{} {} {}", entry.method(), entry.route(), entry.status());
  }

  @Override
  public void destroy() throws InterruptedException {
    writer.interrupt();
    writer.join(5000);
  }

  record Entry(
      String method,
      String route,
      @Nullable String path,
      int status,
      boolean failed,
      long nanos,
      long bytes,
      @Nullable HttpVersion version,
      @Nullable SocketAddress client,
      @Nullable String user,
      String traceId) {}
}
