package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to the gateway that an HTTP client would not send. */
final class RawHttp {

  private static final int TIMEOUT_MILLIS = 30_000;

  private RawHttp() {}

  static RawResponse send(String method, String path, List<String> headers, String body) {
    return sendFrom("0.0.0.0", method, path, headers, body);
  }

  /**
   * @param address of the client; Linux has all of 127.0.0.0/8
   */
  static RawResponse sendFrom(
      String address, String method, String path, List<String> headers, String body) {
    var bytes = body.getBytes(UTF_8);
    var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
    head.append("Host: %s\r\n".formatted(Madang.GATEWAY.getAuthority()));
    head.append("Connection: close\r\nContent-Length: %d\r\n".formatted(bytes.length));
    headers.forEach(header -> head.append(header).append("\r\n"));
    try (var socket =
        (SSLSocket)
            Http.sslSocketFactory()
                .createSocket(
                    Madang.GATEWAY.getHost(),
                    Madang.GATEWAY.getPort(),
                    InetAddress.ofLiteral(address),
                    0)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var out = socket.getOutputStream();
      out.write((head + "\r\n").getBytes(ISO_8859_1));
      out.write(bytes);
      out.flush();
      return RawResponse.parse(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param headers by their lower-case names
   */
  record RawResponse(int status, Map<String, String> headers, String body) {

    private static RawResponse parse(String text) {
      var parts = text.split("\r\n\r\n", 2);
      var lines = List.of(parts[0].split("\r\n"));
      var headers = new TreeMap<String, String>();
      for (var line : lines.subList(1, lines.size())) {
        var header = line.split(":", 2);
        headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
      }
      return new RawResponse(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, parts[1]);
    }

    /** Empty if it is missing. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Fails unless it is a problem of one of these statuses that reveals no class name. */
    JsonNode expectProblem(Integer... statuses) {
      assertThat(status).as(body).isIn((Object[]) statuses);
      assertThat(header("content-type")).startsWith("application/problem+json");
      assertThat(body).doesNotContain("dev.madang", "java.", "Exception");
      // The body of a chunked response is between the sizes of its chunks.
      var problem =
          new JsonMapper().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
      assertThat(problem.path("type").asString()).startsWith("urn:madang:problem:");
      return problem;
    }
  }
}
