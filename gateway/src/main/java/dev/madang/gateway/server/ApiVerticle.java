package dev.madang.gateway.server;

import dev.madang.gateway.limits.ClientConnection;
import dev.madang.gateway.limits.Deadlines;
import dev.madang.gateway.limits.LimitProperties;
import dev.madang.gateway.routing.ApiHandler;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop: its server, and its connections to the services. */
final class ApiVerticle extends VerticleBase {

  /** The method, the version and the spaces between. */
  private static final int REST_OF_REQUEST_LINE = 32;

  /** Shorter than the keep-alive of the services, so that no closed connection is used. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  private static final int COMPRESSION_LEVEL = 4;
  private static final int MAX_STREAMS = 100;

  private final ListenProperties listen;
  private final LimitProperties limits;
  private final Tls tls;
  private final ApiHandler handler;
  private @Nullable HttpServer server;
  private @Nullable HttpClientAgent client;

  ApiVerticle(ListenProperties listen, LimitProperties limits, Tls tls, ApiHandler handler) {
    this.listen = listen;
    this.limits = limits;
    this.tls = tls;
    this.handler = handler;
  }

  @Override
  public Future<?> start() {
    var services =
        vertx
            .httpClientBuilder()
            .with(clientOptions())
            .with(poolOptions())
            .withConnectHandler(InterimResponses::dropUnknown)
            .build();
    var deadlines = new Deadlines(vertx);
    var http = vertx.createHttpServer(serverOptions());
    client = services;
    server = http;
    return http.connectionHandler(connection -> ClientConnection.of(connection).accepted(deadlines))
        .requestHandler(request -> handler.handle(request, services, deadlines))
        .invalidRequestHandler(handler::handleInvalid)
        .listen();
  }

  int port() {
    return server == null ? listen.port() : server.actualPort();
  }

  void renewCertificates() {
    if (server != null && client != null) {
      server.updateSSLOptions(tls.serverOptions(), true);
      client.updateSSLOptions(tls.clientOptions(), true);
    }
  }

  /** Accepts nothing more, and waits for the requests in progress. */
  Future<Void> shutdown(long millis) {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(millis, TimeUnit.MILLISECONDS);
  }

  private HttpServerOptions serverOptions() {
    var options =
        new HttpServerOptions()
            .setHost(listen.address())
            // All event loops share a port that is chosen by the system if it is negative.
            .setPort(listen.port() == 0 ? -1 : listen.port())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(Math.toIntExact(limits.idleTimeout().toMillis()))
            .setMaxInitialLineLength(bytes(limits.maxUriSize()) + REST_OF_REQUEST_LINE)
            .setMaxHeaderSize(bytes(limits.maxHeaderSize()))
            .setHttp2ClearTextEnabled(false)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MAX_STREAMS)
                    .setMaxHeaderListSize(bytes(limits.maxHeaderSize())))
            .setCompressionSupported(true)
            .setCompressionLevel(COMPRESSION_LEVEL);
    tls.configure(options);
    return options;
  }

  private HttpClientOptions clientOptions() {
    var options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(limits.connectTimeout().toMillis()))
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setSslHandshakeTimeout(limits.responseTimeout().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(bytes(limits.maxHeaderSize()));
    tls.configure(options);
    return options;
  }

  /** A request never waits for a connection: the limits refuse it before. */
  private PoolOptions poolOptions() {
    return new PoolOptions()
        .setHttp1MaxSize(limits.maxRequestsPerService() + limits.maxEventStreams())
        .setMaxLifetimeUnit(TimeUnit.MILLISECONDS)
        .setMaxLifetime(Math.toIntExact(limits.connectionLifetime().toMillis()));
  }

  private static int bytes(org.springframework.util.unit.DataSize size) {
    return Math.toIntExact(size.toBytes());
  }
}
