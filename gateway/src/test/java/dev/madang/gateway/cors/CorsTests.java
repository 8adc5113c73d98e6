package dev.madang.gateway.cors;

import static dev.madang.gateway.ScriptedService.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.madang.gateway.ScriptedService;
import dev.madang.gateway.StartedGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTests {

  private static final String APP = "https://app.example.com";
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String ALLOW_CREDENTIALS = "access-control-allow-credentials";

  private static ScriptedService service;
  private static StartedGateway gateway;
  private static HttpClient http;

  @BeforeAll
  static void start() throws IOException {
    service = new ScriptedService();
    gateway =
        new StartedGateway(
            service.url(),
            "MADANG_ALLOWED_ORIGINS="
                + "https://app.example.com,https://*.preview.example.com,http://localhost:*");
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    http.close();
    gateway.close();
    service.close();
  }

  @BeforeEach
  void answer() {
    service.answerWith((_, out) -> respond(out, "content-length: 2", "ok"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/me", "/v1/media/x", "/v1/shared/x", "/v1/nothing", "/openapi.json"})
  void aPreflightRequestNeedsNoTokenAndReachesNoService(String path) throws Exception {
    var response = preflight(path, APP);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, ALLOW_ORIGIN)).isEqualTo(APP);
    assertThat(header(response, "access-control-allow-methods")).contains("PATCH", "DELETE");
    assertThat(header(response, "access-control-allow-headers")).contains("Authorization");
    assertThat(header(response, "access-control-max-age")).isEqualTo("7200");
    assertThat(response.headers().allValues("vary")).contains("Origin");
    assertThat(header(response, ALLOW_CREDENTIALS)).isEmpty();
    assertThat(service.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "https://42.preview.example.com",
        "http://localhost",
        "http://localhost:3000",
        "http://localhost:65535"
      })
  void anAllowedOriginIsEchoed(String origin) throws Exception {
    assertThat(header(preflight("/v1/me", origin), ALLOW_ORIGIN)).isEqualTo(origin);
    assertThat(header(get("/v1/shared/x", origin), ALLOW_ORIGIN)).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://app.example.com.evil.example",
        "https://evil.example/https://app.example.com",
        "https://preview.example.com",
        "http://localhost.evil.example",
        "http://localhost:3000.evil.example",
        "http://localhost:3000@evil.example",
        "file://",
        "*"
      })
  void noOtherOriginGetsAnything(String origin) throws Exception {
    for (var response : List.of(preflight("/v1/me", origin), get("/v1/shared/x", origin))) {
      assertThat(response.headers().map().keySet())
          .noneMatch(it -> it.startsWith("access-control-"));
      assertThat(response.headers().allValues("vary")).contains("Origin");
    }
  }

  @Test
  void twoOriginsAreNone() throws Exception {
    var request = request("/v1/shared/x").header("Origin", APP).header("Origin", APP);
    assertThat(header(send(request), ALLOW_ORIGIN)).isEmpty();
  }

  @Test
  void cachesLearnThatResponsesDependOnTheOrigin() throws Exception {
    assertThat(send(request("/v1/shared/x")).headers().allValues("vary")).contains("Origin");
  }

  @Test
  void aPageCanReadErrorsToo() throws Exception {
    assertProblemIsReadable(get("/v1/me", APP), 401);
    assertProblemIsReadable(get("/v1/shared/x;y", APP), 400);
    assertProblemIsReadable(send(request("/v1/shared/x", "FOO").header("Origin", APP)), 501);
    var large = BodyPublishers.ofByteArray(new byte[70_000]);
    assertProblemIsReadable(
        send(request("/v1/auth/sign-in").POST(large).header("Origin", APP)), 413);
    var long_ = request("/v1/me").header("Origin", APP).header("X-Long", "x".repeat(20_000));
    assertThat(send(long_).statusCode()).isEqualTo(431);
    service.answerWith((request, out) -> {
      out.write("HTTP/1.1 409 Conflict\r\ncontent-length: 2\r\n\r\n{}".getBytes());
      out.flush();
    });
    assertProblemIsReadable(get("/v1/shared/x", APP), 409);
    service.answerWith((request, _) -> request.connection().close());
    assertProblemIsReadable(get("/v1/shared/x", APP), 503);
  }

  private static void assertProblemIsReadable(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, ALLOW_ORIGIN)).isEqualTo(APP);
    assertThat(header(response, "access-control-expose-headers")).contains("Retry-After");
  }

  @Test
  void whatAServiceSaysOfOriginsIsReplaced() throws Exception {
    service.answerWith((_, out) ->
        respond(
            out,
            "access-control-allow-origin: *\r\naccess-control-allow-credentials: true\r\n"
                + "vary: accept\r\ncontent-length: 2",
            "ok"));

    var response = get("/v1/shared/x", "https://evil.example");
    assertThat(header(response, ALLOW_ORIGIN)).isEmpty();
    assertThat(header(response, ALLOW_CREDENTIALS)).isEmpty();
    assertThat(response.headers().allValues("vary")).contains("accept", "Origin");
    assertThat(get("/v1/shared/x", APP).headers().allValues(ALLOW_ORIGIN)).containsExactly(APP);
  }

  @Test
  void onlyTheCdnSessionMayStoreCookies() throws Exception {
    assertThat(header(preflight("/v1/cdn-sessions", APP), ALLOW_CREDENTIALS)).isEqualTo("true");
    assertThat(header(get("/v1/cdn-sessions", APP), ALLOW_CREDENTIALS)).isEqualTo("true");
    assertThat(header(preflight("/v1/cdn-sessions", "null"), ALLOW_CREDENTIALS)).isEmpty();
    assertThat(header(preflight("/v1/cdn-sessions/x", APP), ALLOW_CREDENTIALS)).isEmpty();
  }

  @Test
  void optionsWithoutAnOriginIsNoPreflightRequest() throws Exception {
    var response = send(request("/v1/me", "OPTIONS"));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(header(response, "access-control-allow-methods")).isEmpty();
  }

  @Test
  void pagesMayUseAllHeadersOfTheSpec() throws Exception {
    var spec = Files.readString(Path.of("..", "contracts", "openapi", "madang.yaml"));
    var response = preflight("/v1/me", APP);

    var sent = all("(?m)^ *- name: (\\S+)\\n *in: header", spec);
    assertThat(sent).contains("if-match", "idempotency-key");
    assertThat(names(response, "access-control-allow-headers")).containsAll(sent);
    var received = all("(?m)^ *headers:\\n *([A-Z][A-Za-z-]+):", spec);
    assertThat(received).contains("etag", "location", "retry-after");
    assertThat(names(get("/v1/shared/x", APP), "access-control-expose-headers"))
        .containsAll(received);
    var methods = all("(?m)^    (get|put|post|delete|options|head|patch|trace):$", spec);
    assertThat(names(response, "access-control-allow-methods")).containsAll(methods);
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(it -> it.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(HttpResponse<?> response, String header) {
    return Arrays.stream(header(response, header).split(", "))
        .map(it -> it.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Test
  void nothingIsAllowedUnlessConfigured() throws Exception {
    try (var closed = new StartedGateway(service.url())) {
      var response =
          send(
              HttpRequest.newBuilder(uri(closed, "/v1/shared/x"))
                  .header("Origin", "http://localhost"));
      assertThat(header(response, ALLOW_ORIGIN)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*",
        "https://a.example/",
        "https://a.example/x",
        "a.example",
        "null"
      })
  void refusesToStartWithWhatIsNoOrigin(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CorsProperties(List.of(origin), Set.of(), Duration.ofHours(1)));
  }

  private static HttpResponse<String> preflight(String path, String origin) throws Exception {
    return send(
        request(path, "OPTIONS")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PATCH")
            .header("Access-Control-Request-Headers", "authorization,if-match"));
  }

  private static HttpResponse<String> get(String path, String origin) throws Exception {
    return send(request(path).header("Origin", origin));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(gateway, path));
  }

  private static HttpRequest.Builder request(String path, String method) {
    return request(path).method(method, BodyPublishers.noBody());
  }

  private static URI uri(StartedGateway gateway, String path) {
    return URI.create("http://localhost:" + gateway.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
