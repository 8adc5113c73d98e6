package dev.madang.gateway.server;

import dev.madang.gateway.limits.LimitProperties;
import dev.madang.gateway.routing.ApiHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Listens for clients as long as the application runs. */
@Component
@EnableConfigurationProperties(ListenProperties.class)
public class GatewayServer implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

  private final Vertx vertx;
  private final Tls tls;
  private final ApplicationContext context;
  private final Duration shutdownTimeout;
  private final List<ApiVerticle> verticles;
  private boolean running;

  GatewayServer(
      Vertx vertx,
      ListenProperties listen,
      LimitProperties limits,
      Tls tls,
      ApiHandler handler,
      ApplicationContext context,
      LifecycleProperties lifecycle) {
    this.vertx = vertx;
    this.tls = tls;
    this.context = context;
    this.shutdownTimeout = lifecycle.getTimeoutPerShutdownPhase();
    this.verticles =
        IntStream.range(0, VertxConfiguration.eventLoops())
            .mapToObj(_ -> new ApiVerticle(listen, limits, tls, handler))
            .toList();
  }

  /** The port that is in use. */
  public int port() {
    return verticles.getFirst().port();
  }

  @Override
  public void start() {
    verticles.forEach(it -> join(vertx.deployVerticle(it)));
    tls.onRenewal(() -> verticles.forEach(ApiVerticle::renewCertificates));
    running = true;
    LOG.info("The gateway listens on port {}", port());
  }

  /** Requests in progress have until the end of the shutdown phase. */
  @Override
  public void stop() {
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    var millis = Math.max(1, shutdownTimeout.toMillis() - 1000);
    join(Future.join(verticles.stream().map(it -> it.shutdown(millis)).toList()));
    running = false;
  }

  private static void join(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1024;
  }
}
