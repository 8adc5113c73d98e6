package dev.madang.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.http.HttpHeaders;

/**
 * A user-service that does as it is told: it answers everything but {@code …/slow}, tells of the
 * revocations that it was given, and writes down what else it was asked.
 */
public final class FakeUserService {

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> revocations = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private volatile boolean away;
  private volatile String lastServiceToken = "";

  public FakeUserService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.createContext("/internal/revocations", this::tellOfRevocations);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Path, query and headers of each request, oldest first. */
  public Queue<String> asked() {
    return asked;
  }

  /**
   * @param revocation as the contract of user-service has it
   */
  public void revoke(String revocation) {
    revocations.add(revocation);
  }

  public void isAway(boolean away) {
    this.away = away;
  }

  public String lastServiceToken() {
    return lastServiceToken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.endsWith("/slow")) {
      return; // never answers
    }
    var headers = new StringBuilder();
    exchange.getRequestHeaders().forEach((name, values) -> headers.append(name).append(values));
    try (var body = exchange.getRequestBody()) {
      asked.add(path + " " + headers + " " + body.readAllBytes().length);
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** One a page. */
  private void tellOfRevocations(HttpExchange exchange) throws IOException {
    if (away) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    lastServiceToken = exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    var query = exchange.getRequestURI().getQuery();
    var after = query == null ? 0 : Integer.parseInt(query.replace("after=", ""));
    var item = revocations.stream().skip(after).findFirst();
    var page =
        "{\"items\": [%s], \"next\": \"%d\", \"more\": %s}"
            .formatted(item.orElse(""), item.isPresent() ? after + 1 : after, item.isPresent())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, "application/json");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }
}
