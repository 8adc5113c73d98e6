package dev.madang.defaults.stream;

import static java.util.Objects.requireNonNull;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** An instance of a service that reads a table's stream, and what it received. */
final class StreamInstance implements AutoCloseable {

  /** A change, and how long after the write it was received. */
  record Received(DynamoTableChange change, long millis) {

    Received(DynamoTableChange change) {
      this(change, System.currentTimeMillis() - Long.parseLong(text(change, "writtenAt")));
    }

    String id() {
      return text(change, "id");
    }
  }

  /** A string of the item after the change, or before a removal. */
  static String text(DynamoTableChange change, String attribute) {
    var item = change.after().isEmpty() ? change.before() : change.after();
    return requireNonNull(item.get(attribute)).s();
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    AwsAutoConfiguration.class,
    CredentialsProviderAutoConfiguration.class,
    DynamoStreamConfiguration.class,
    ObservationAutoConfiguration.class,
    RegionProviderAutoConfiguration.class
  })
  static class Service {}

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final ConfigurableApplicationContext context;

  private StreamInstance(
      URI endpoint, String table, DynamoTableListener listener, String... properties) {
    ApplicationContextInitializer<GenericApplicationContext> listening =
        it ->
            it.registerBean(
                DynamoTableListener.class,
                () ->
                    change -> {
                      listener.on(change);
                      received.add(new Received(change));
                    });
    context =
        new SpringApplicationBuilder(Service.class)
            .web(WebApplicationType.NONE)
            .initializers(listening)
            .properties(
                "spring.main.banner-mode=off",
                "spring.cloud.aws.endpoint=" + endpoint,
                "spring.cloud.aws.region.static=eu-central-1",
                "spring.cloud.aws.credentials.access-key=local",
                "spring.cloud.aws.credentials.secret-key=local",
                "madang.stream.table=" + table,
                "madang.stream.consumer=test",
                "madang.stream.checkpoints=" + table + "-checkpoints",
                "madang.stream.locks=" + table + "-locks")
            .properties(properties)
            .run();
  }

  static StreamInstance of(StreamedTable table, String... properties) {
    return of(table, _ -> {}, properties);
  }

  static StreamInstance of(
      StreamedTable table, DynamoTableListener listener, String... properties) {
    return new StreamInstance(table.endpoint, table.name, listener, properties);
  }

  /** The next changes; fewer if nothing is received for ten seconds. */
  List<Received> receive(int changes) throws InterruptedException {
    var next = new ArrayList<Received>();
    while (next.size() < changes) {
      var one = received.poll(10, TimeUnit.SECONDS);
      if (one == null) {
        return next;
      }
      next.add(one);
    }
    return next;
  }

  List<String> receiveIds(int changes) throws InterruptedException {
    return receive(changes).stream().map(Received::id).toList();
  }

  /** All ids up to this one, or until nothing is received for ten seconds. */
  List<String> receiveUntil(String last) throws InterruptedException {
    var ids = new ArrayList<String>();
    while (!ids.contains(last) && ids.addAll(receiveIds(1))) {}
    return ids;
  }

  boolean receivesNothingFor(long millis) throws InterruptedException {
    return received.poll(millis, TimeUnit.MILLISECONDS) == null;
  }

  void stop() {
    context.close();
  }

  @Override
  public void close() {
    stop();
  }

  /** Runs in its own JVM and prints the changes that it receives. */
  public static void main(String[] endpointAndTable) {
    var endpoint = URI.create(endpointAndTable[0]);
    new StreamInstance(
        endpoint,
        endpointAndTable[1],
        change -> IO.println("received " + new Received(change).id()));
    IO.println("ready");
  }
}
