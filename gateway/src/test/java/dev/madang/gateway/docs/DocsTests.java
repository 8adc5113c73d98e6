package dev.madang.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.RunningGateway;
import dev.madang.gateway.server.GatewayServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the gateway serves. */
class DocsTests extends RunningGateway {

  private static final Path CONTRACT = Path.of("..", "contracts", "openapi", "madang.yaml");
  private static final String SERVERS = "(?m)^servers:\\n(?:[- ].*\\n)*";
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired
  DocsTests(GatewayServer server) {
    super(server);
  }

  @Test
  void servesTheJoinedSpecWithItsOwnAddress() throws IOException {
    var yaml = served("/openapi.yaml", "application/yaml");

    assertThat(yaml).containsOnlyOnce("\nservers:\n- url: \"http://localhost:" + port + "\"\n");
    assertThat(yaml.replaceFirst(SERVERS, ""))
        .isEqualTo(Files.readString(CONTRACT).replaceFirst(SERVERS, ""));
  }

  @Test
  void servesTheSameSpecAsJson() {
    var spec = servedJson();

    assertThat(spec.get("openapi").stringValue()).isEqualTo("3.1.0");
    assertThat(spec.get("info").get("version").stringValue()).isEqualTo("1.0.0");
    var notification = spec.at("/components/schemas/Notification/properties");
    assertThat(notification.at("/createdAt/example").isString()).isTrue();
    assertThat(notification.at("/text/maxLength").isIntegralNumber()).isTrue();
    var limit = spec.at("/paths/~1v1~1notifications/get/parameters/1");
    assertThat(limit.get("required").isBoolean()).isTrue();
  }

  @Test
  void theServedAddressLeadsToTheOperations() {
    var address = servedJson().at("/servers/0/url").stringValue();
    var client = RestTestClient.bindToServer().baseUrl(address).build();

    expectProblem(client.get().uri("/v1/notifications").exchange(), 401, "missing-token");
  }

  @Test
  void everyServedOperationHasARoute() {
    var token = AWS.users().signedIn().accessToken();

    for (var path : servedJson().get("paths").propertyNames()) {
      get(path.replaceAll("\\{\\w+}", "x"), token)
          .expectStatus()
          .value(status -> assertThat(status).as(path).isIn(200, 503));
    }
  }

  @Test
  void servesNoInternalOperation() {
    assertThat(servedJson().get("paths").propertyNames())
        .isNotEmpty()
        .allMatch(path -> path.startsWith("/v1/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openapi",
        "/openapi/internal",
        "/openapi/public",
        "/openapi.yaml/internal",
        "/internal/openapi",
        "/docs/specs/user-service.yaml",
        "/docs/openapi/internal"
      })
  void servesNoSpecOfAService(String path) {
    expectProblem(get(path, AWS.users().signedIn().accessToken()), 404, "not-found");
    http.get().uri(path).exchange().expectStatus().value(it -> assertThat(it).isIn(401, 404));
    assertThat(REQUESTS).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.madang.example", "https://api.madang.example/"})
  void aConfiguredUrlReplacesTheAddressOfTheRequest(URI url) throws IOException {
    assertThat(urlFor(url)).isEqualTo("https://api.madang.example");
    assertThat(urlFor(null)).isEqualTo("http://localhost:9999");
  }

  private static String urlFor(@Nullable URI configured) throws IOException {
    var document = new OpenApiDocument(new OpenApiProperties(configured));
    var json = document.json("http://localhost:9999/openapi.json?a=b");
    return JSON.readTree(json.getBytes()).at("/servers/0/url").stringValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.yaml", "/openapi.json"})
  void cachesMayKeepTheSpecAndRevalidateIt(String path) {
    var headers = http.get().uri(path).exchange().returnResult().getResponseHeaders();
    assertThat(headers.getCacheControl()).startsWith("public, max-age=60");
    http.get()
        .uri(path)
        .header("If-None-Match", requireNonNull(headers.getETag()))
        .exchange()
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .valueEquals("ETag", requireNonNull(headers.getETag()));
    http.get().uri(path).header("If-None-Match", "\"other\"").exchange().expectStatus().isOk();
  }

  @Test
  void thePageShowsTheServedSpec() {
    for (var path : List.of("/", "/docs", "/docs/")) {
      http.get().uri(path).exchange().expectHeader().location("/docs/index.html");
    }
    assertThat(served("/docs/index.html", "text/html"))
        .contains("swagger-ui-bundle.js")
        .contains("id=\"sign-in\"");
    assertThat(served("/docs/page.js", "text/javascript"))
        .contains("/openapi.json")
        .contains("/v1/auth/sign-in");
    http.get().uri("/docs/page.css").exchange().expectStatus().isOk();
    http.get().uri("/webjars/swagger-ui/swagger-ui-bundle.js").exchange().expectStatus().isOk();
    assertThat(REQUESTS).isEmpty();
  }

  private JsonNode servedJson() {
    return JSON.readTree(served("/openapi.json", "application/json"));
  }

  private String served(String path, String type) {
    var response =
        http.get().uri(path).exchange().expectStatus().isOk().expectBody().returnResult();
    assertThat(String.valueOf(response.getResponseHeaders().getContentType())).startsWith(type);
    return new String(requireNonNull(response.getResponseBody()), UTF_8);
  }
}
