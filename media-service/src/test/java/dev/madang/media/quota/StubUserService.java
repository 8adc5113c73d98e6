package dev.madang.media.quota;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/**
 * Answers as user-service's contract says, from a {@link MemoryQuota}; or as badly as a test wants.
 */
public final class StubUserService {

  private static final String USERS = "/internal/users/";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final MemoryQuota quota = new MemoryQuota();
  private final ConcurrentLinkedDeque<Answer> before = new ConcurrentLinkedDeque<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private StubUserService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(USERS, this::answer);
    server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
    server.start();
  }

  public static StubUserService running() {
    return Holder.INSTANCE;
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What it answers from. Its users have 5 GiB. */
  public MemoryQuota quota() {
    return quota;
  }

  /** Before it answers rightly, it says this once. */
  void firstSays(int status, String body) {
    before.add(new Answer(status, body));
  }

  /** What was sent as {@code Authorization}, newest last. */
  List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    var first = before.poll();
    (first == null ? rightly(exchange) : first).write(exchange);
  }

  private Answer rightly(HttpExchange exchange) throws IOException {
    var parts = exchange.getRequestURI().getPath().substring(USERS.length()).split("/");
    var userId = new UserId(parts[0]);
    try {
      return switch (exchange.getRequestMethod() + " " + parts[1]) {
        case "PUT reservations" -> reserve(userId, exchange);
        case "DELETE reservations" -> release(userId, query(exchange));
        case "GET quota" -> existing(userId, query(exchange));
        default -> problem(404, "not-found");
      };
    } catch (QuotaUnavailable away) {
      return problem(503, "service-unavailable");
    }
  }

  private Answer reserve(UserId userId, HttpExchange exchange) throws IOException {
    var wish = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var reserved =
        quota.reserve(
            userId,
            wish.required("path").stringValue(),
            wish.required("bytes").longValue(),
            wish.required("sha256").stringValue(),
            Instant.parse(wish.required("expiresAt").stringValue()));
    return switch (reserved) {
      case ReservationResult.Granted() -> new Answer(204, "");
      case ReservationResult.QuotaExceeded(var limit, var used, var held) ->
          new Answer(
              409,
              """
              {"type": "urn:madang:problem:quota-exceeded", "title": "Conflict", "status": 409,
               "limit": %d, "used": %d, "reserved": %d}
              """
                  .formatted(limit, used, held));
      case ReservationResult.TooManyOpenUploads() -> problem(409, "too-many-open-uploads");
    };
  }

  private Answer release(UserId userId, Map<String, String> asked) {
    quota.release(
        userId,
        asked.getOrDefault("path", ""),
        Long.parseLong(asked.getOrDefault("bytes", "")),
        asked.getOrDefault("sha256", ""));
    return new Answer(204, "");
  }

  private Answer existing(UserId userId, Map<String, String> asked) {
    var path = asked.getOrDefault("path", "");
    var room = quota.availableSpace(userId, path, 0);
    var counted = quota.counted(userId, path);
    return new Answer(
        200,
        "{\"limit\": %d, \"used\": %d, \"reserved\": %d%s, \"new\": \"field\"}"
            .formatted(
                room.limit(),
                room.used(),
                room.reserved(),
                counted.isPresent() ? ", \"counted\": " + counted.getAsLong() : ""));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static Answer problem(int status, String name) {
    return new Answer(
        status, "{\"type\": \"urn:madang:problem:%s\", \"status\": %d}".formatted(name, status));
  }

  private record Answer(int status, String body) {

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
