package dev.madang.notification.recipient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Responds as user-service does, or with the failures that a test sets. */
public final class StubUserService {

  private static final String PATH = "/internal/users/";
  private static final StubResponse USER_NOT_FOUND =
      new StubResponse(404, "{\"type\": \"urn:madang:problem:user-not-found\", \"status\": 404}");

  private final HttpServer server;
  private final Map<String, StubResponse> users = new ConcurrentHashMap<>();
  private final Map<String, Deque<StubResponse>> nextResponses = new ConcurrentHashMap<>();
  private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();

  private StubUserService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(PATH, this::respond);
    server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
    server.start();
  }

  public static StubUserService running() {
    return Holder.INSTANCE;
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public void add(String id, String email, String displayName) {
    var body =
        "{\"id\": \"%s\", \"email\": \"%s\", \"displayName\": \"%s\", \"new\": \"field\"}"
            .formatted(id, email, displayName);
    users.put(id, new StubResponse(200, body));
  }

  /** The next request for the user gets this response. */
  public void answerOnce(String id, int status, String body) {
    nextResponses
        .computeIfAbsent(id, _ -> new ConcurrentLinkedDeque<>())
        .add(new StubResponse(status, body));
  }

  /** The next request for the user gets its response after a delay. */
  public void delayOnce(String id, Duration delay) {
    nextResponses
        .computeIfAbsent(id, _ -> new ConcurrentLinkedDeque<>())
        .add(new StubResponse(200, "{}", delay));
  }

  /** The {@code Authorization} header of each request for a user. */
  public List<String> authorizations(String id) {
    return tokens.getOrDefault(id, List.of());
  }

  private void respond(HttpExchange exchange) throws IOException {
    var id = exchange.getRequestURI().getPath().substring(PATH.length());
    tokens
        .computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>())
        .add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    var first = nextResponses.getOrDefault(id, new ConcurrentLinkedDeque<>()).poll();
    (first == null ? users.getOrDefault(id, USER_NOT_FOUND) : first).write(exchange);
  }

  private record StubResponse(int status, String body, Duration delay) {

    StubResponse(int status, String body) {
      this(status, body, Duration.ZERO);
    }

    void write(HttpExchange exchange) throws IOException {
      try (exchange) {
        Thread.sleep(delay);
        var type = status == 200 ? "application/json" : "application/problem+json";
        exchange.getResponseHeaders().set("Content-Type", type);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class Holder {
    private static final StubUserService INSTANCE = new StubUserService();
  }
}
