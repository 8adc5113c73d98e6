import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * DynamoDB with a fixed latency: it forwards a request to the local AWS once, and repeats that
 * response for the same read, and for each write to the table of albums. Everything else, such as
 * locks and streams, is forwarded.
 *
 * <p>java Stub.java PORT URL MILLISECONDS
 */
final class Stub {

  private static final Set<String> READS = Set.of("Query", "GetItem", "BatchGetItem");
  private static final Set<String> WRITES = Set.of("PutItem", "TransactWriteItems");
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, HttpResponse<byte[]>> known = new ConcurrentHashMap<>();
  private final URI aws;
  private final long latency;

  Stub(URI aws, long latency) {
    this.aws = aws;
    this.latency = latency;
  }

  public static void main(String[] arguments) throws IOException {
    var stub = new Stub(URI.create(arguments[1]), Long.parseLong(arguments[2]));
    var port = Integer.parseInt(arguments[0]);
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", stub::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var response = response(exchange, body);
      response.headers().map().forEach((name, values) -> {
        if (!NOT_FORWARDED.contains(name)) {
          exchange.getResponseHeaders().put(name, values);
        }
      });
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> response(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    var text = new String(body, StandardCharsets.UTF_8);
    var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    var operation = target.substring(target.indexOf('.') + 1);
    String key;
    if (READS.contains(operation) && text.contains("media-service-")) {
      key = operation + text;
    } else if (WRITES.contains(operation) && text.contains("media-service-albums")) {
      key = operation;
    } else {
      return forward(exchange, body);
    }
    var response = known.get(key);
    if (response == null) {
      response = forward(exchange, body);
      if (response.statusCode() == 200) {
        known.put(key, response);
      }
      return response;
    }
    Thread.sleep(latency);
    return response;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(aws.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange.getRequestHeaders().forEach((name, values) -> {
      if (!NOT_FORWARDED.contains(name.toLowerCase())) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
