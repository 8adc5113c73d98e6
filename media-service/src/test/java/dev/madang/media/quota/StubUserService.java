package dev.madang.media.quota;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.media.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The internal API of user-service, with a {@link MemoryQuota}; a test may set other responses. */
public final class StubUserService {

  private static final String USERS = "/internal/users/";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final MemoryQuota quota = new MemoryQuota();
  private final ConcurrentLinkedDeque<StubResponse> before = new ConcurrentLinkedDeque<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private StubUserService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(USERS, this::respond);
    server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
    server.start();
  }

  public static StubUserService running() {
    return Holder.INSTANCE;
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Its users have 5 GiB. */
  public MemoryQuota quota() {
    return quota;
  }

  /** Sets the next response. */
  void respondOnce(int status, String body) {
    before.add(new StubResponse(status, body));
  }

  /** The {@code Authorization} headers of requests, newest last. */
  List<String> authorizations() {
    return authorizations;
  }

  private void respond(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    var first = before.poll();
    (first == null ? defaultResponse(exchange) : first).write(exchange);
  }

  private StubResponse defaultResponse(HttpExchange exchange) throws IOException {
    var parts = exchange.getRequestURI().getPath().substring(USERS.length()).split("/");
    var userId = new UserId(parts[0]);
    try {
      return switch (exchange.getRequestMethod() + " " + parts[1]) {
        case "POST reservations" -> reserve(userId, exchange);
        case "DELETE reservations" -> release(userId, query(exchange));
        case "GET quota" -> getObjectQuota(userId, query(exchange));
        default -> problem(404, "not-found");
      };
    } catch (ProblemException unavailable) {
      return problem(503, "service-unavailable");
    }
  }

  private StubResponse reserve(UserId userId, HttpExchange exchange) throws IOException {
    var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var reserved =
        quota.reserve(
            userId,
            request.required("path").stringValue(),
            request.required("size").longValue(),
            request.required("sha256").stringValue(),
            Instant.parse(request.required("expiresAt").stringValue()));
    return switch (reserved) {
      case ReservationResult.Granted() -> new StubResponse(204, "");
      case ReservationResult.QuotaExceeded(var limit, var used, var held) ->
          new StubResponse(
              409,
              """
              {"type": "urn:madang:problem:quota-exceeded", "title": "Conflict", "status": 409,
               "limit": %d, "used": %d, "reserved": %d}
              """
                  .formatted(limit, used, held));
      case ReservationResult.TooManyOpenUploads() -> problem(409, "too-many-open-uploads");
    };
  }

  private StubResponse release(UserId userId, Map<String, String> query) {
    quota.release(
        userId,
        query.getOrDefault("path", ""),
        Long.parseLong(query.getOrDefault("size", "")),
        query.getOrDefault("sha256", ""));
    return new StubResponse(204, "");
  }

  private StubResponse getObjectQuota(UserId userId, Map<String, String> query) {
    var path = query.getOrDefault("path", "");
    var space = quota.availableSpace(userId, path, 0);
    var counted = quota.counted(userId, path);
    return new StubResponse(
        200,
        "{\"limit\": %d, \"used\": %d, \"reserved\": %d%s, \"new\": \"field\"}"
            .formatted(
                space.limit(),
                space.used(),
                space.reserved(),
                counted.isPresent() ? ", \"objectSize\": " + counted.getAsLong() : ""));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static StubResponse problem(int status, String name) {
    return new StubResponse(
        status, "{\"type\": \"urn:madang:problem:%s\", \"status\": %d}".formatted(name, status));
  }

  private record StubResponse(int status, String body) {

    void write(HttpExchange exchange) throws IOException {
      try (exchange) {
        var type = status == 200 ? "application/json" : "application/problem+json";
        exchange.getResponseHeaders().set("Content-Type", type);
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static final class Holder {
    private static final StubUserService INSTANCE = new StubUserService();
  }
}
