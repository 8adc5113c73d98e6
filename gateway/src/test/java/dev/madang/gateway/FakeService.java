package dev.madang.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * A fake service: it answers 200 to everything but {@code …/slow}, serves the revocations that a
 * test adds, and records the other requests.
 */
public final class FakeService {

  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> revocations = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private volatile boolean unavailable;
  private volatile String lastServiceToken = "";

  public FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::respond);
    server.createContext("/internal/revocations", this::listRevocations);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Method, path, headers and body size of each request, oldest first. */
  public Queue<String> requests() {
    return requests;
  }

  /**
   * @param revocation as the contract of user-service has it
   */
  public void revoke(String revocation) {
    revocations.add(revocation);
  }

  public void setUnavailable(boolean unavailable) {
    this.unavailable = unavailable;
  }

  public String lastServiceToken() {
    return lastServiceToken;
  }

  private void respond(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.endsWith("/slow")) {
      return; // never answers
    }
    var headers = new StringBuilder();
    exchange.getRequestHeaders().forEach((name, values) -> headers.append(name).append(values));
    try (var body = exchange.getRequestBody()) {
      requests.add(
          exchange.getRequestMethod()
              + " "
              + path
              + " "
              + headers
              + " "
              + body.readAllBytes().length);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** One per page. */
  private void listRevocations(HttpExchange exchange) throws IOException {
    if (unavailable) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    lastServiceToken = exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    var query = exchange.getRequestURI().getQuery();
    var cursor = Pattern.compile("cursor=(\\d+)").matcher(query);
    var position = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
    var item = revocations.stream().skip(position).findFirst();
    var page =
        "{\"items\": [%s], \"next\": \"%d\", \"more\": %s}"
            .formatted(
                item.orElse(""), item.isPresent() ? position + 1 : position, item.isPresent())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, "application/json");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }
}
