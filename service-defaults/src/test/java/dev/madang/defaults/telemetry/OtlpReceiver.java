package dev.madang.defaults.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Receives OTLP over HTTP on loopback, and answers every other request with an empty 200. */
final class OtlpReceiver implements AutoCloseable {

  private final Queue<ExportTraceServiceRequest> traces = new ConcurrentLinkedQueue<>();
  private final Queue<ExportMetricsServiceRequest> metrics = new ConcurrentLinkedQueue<>();
  private final Queue<ExportLogsServiceRequest> logs = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  OtlpReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            keep(exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Span> spans() {
    return traces.stream()
        .flatMap(it -> it.getResourceSpansList().stream())
        .flatMap(it -> it.getScopeSpansList().stream())
        .flatMap(it -> it.getSpansList().stream())
        .toList();
  }

  List<Metric> metrics() {
    return metrics.stream()
        .flatMap(it -> it.getResourceMetricsList().stream())
        .flatMap(it -> it.getScopeMetricsList().stream())
        .flatMap(it -> it.getMetricsList().stream())
        .toList();
  }

  List<LogRecord> logs() {
    return logs.stream()
        .flatMap(it -> it.getResourceLogsList().stream())
        .flatMap(it -> it.getScopeLogsList().stream())
        .flatMap(it -> it.getLogRecordsList().stream())
        .toList();
  }

  /** Everything that was received, as text. */
  String text() {
    return traces + "\n" + metrics + "\n" + logs;
  }

  private void keep(String path, byte[] body) throws InvalidProtocolBufferException {
    switch (path) {
      case "/v1/traces" -> traces.add(ExportTraceServiceRequest.parseFrom(body));
      case "/v1/metrics" -> metrics.add(ExportMetricsServiceRequest.parseFrom(body));
      case "/v1/logs" -> logs.add(ExportLogsServiceRequest.parseFrom(body));
      default -> {}
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
