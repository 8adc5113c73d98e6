package dev.madang.gateway.observability;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.gateway.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Serves the actuator on a port of its own, in plain HTTP. */
@Component
public class ManagementServer implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final int IDLE_SECONDS = 60;

  private final Vertx vertx;
  private final ManagementProperties properties;
  private final WebEndpoints endpoints;
  private @Nullable HttpServer server;

  ManagementServer(Vertx vertx, ManagementProperties properties, WebEndpoints endpoints) {
    this.vertx = vertx;
    this.properties = properties;
    this.endpoints = endpoints;
  }

  /** The port that is in use. */
  public int port() {
    return server == null ? properties.port() : server.actualPort();
  }

  @Override
  public void start() {
    var options =
        new HttpServerOptions()
            .setHost(properties.address())
            .setPort(properties.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setHttp2ClearTextEnabled(false);
    var created = vertx.createHttpServer(options).requestHandler(this::handle);
    created.listen().toCompletionStage().toCompletableFuture().join();
    server = created;
    LOG.info("The actuator listens on port {}", created.actualPort());
  }

  private void handle(HttpServerRequest request) {
    var isRead = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    vertx
        .executeBlocking(() -> isRead ? endpoints.invoke(request) : null, false)
        .onSuccess(result -> send(request, result))
        .onFailure(failure -> {
          LOG.error("An actuator endpoint failed", failure);
          Problems.send(request, CommonProblem.INTERNAL_ERROR);
        });
  }

  private static void send(HttpServerRequest request, WebEndpoints.@Nullable Result result) {
    if (result == null) {
      Problems.send(request, CommonProblem.NOT_FOUND);
      return;
    }
    var response = request.response().setStatusCode(result.status());
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, result.type())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(result.body().length));
    if (request.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(Buffer.buffer(result.body()));
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdown(1, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture().join();
      server = null;
    }
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  /** It starts before the public port and stops after it. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 2048;
  }
}
