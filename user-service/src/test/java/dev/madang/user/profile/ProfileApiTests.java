package dev.madang.user.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.madang.localaws.SignedInUser;
import dev.madang.user.AccountApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

class ProfileApiTests extends AccountApi {

  private static final String READY = "01KAQ9Z6J5T8M2W4Y7C3X0NB1D";
  private static final String PENDING = "01KAQ9Z6J5T8M2W4Y7C3X0NB1E";
  private static final String UNKNOWN = "01KAQ9Z6J5T8M2W4Y7C3X0NB1F";
  private static final String AWAY = "01KAQ9Z6J5T8M2W4Y7C3X0NB1G";
  private static final HttpServer MEDIA_SERVICE = mediaService();

  private final SignedInUser ada = AWS.users().signedIn();

  @Autowired
  ProfileApiTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @DynamicPropertySource
  static void mediaService(DynamicPropertyRegistry registry) {
    registry.add(
        "spring.http.serviceclient.media-service.base-url",
        () -> "http://localhost:" + MEDIA_SERVICE.getAddress().getPort());
  }

  @Test
  void returnsTheVersionAndNoEmptyFields() {
    assertThat(me(ada.accessToken()))
        .hasStatusOk()
        .hasHeader(HttpHeaders.ETAG, "\"1\"")
        .bodyJson()
        .extractingPath("$")
        .asMap()
        .containsOnlyKeys("id", "email", "displayName", "createdAt");
  }

  @Test
  void anUpdateReturnsTheProfileAndItsNewVersion() {
    me(ada.accessToken());

    assertThat(patch("\"1\"", "{\"displayName\": \"Countess\", \"locale\": \"en-gb\"}"))
        .hasStatusOk()
        .hasHeader(HttpHeaders.ETAG, "\"2\"")
        .bodyJson()
        .extractingPath("$.locale")
        .isEqualTo("en-GB");
    assertThat(me(ada.accessToken()))
        .bodyJson()
        .extractingPath("$.displayName")
        .isEqualTo("Countess");
  }

  @Test
  void theSecondOfTwoWritersGetsPreconditionFailed() {
    me(ada.accessToken());
    assertThat(patch("\"1\"", "{\"displayName\": \"First\"}")).hasStatusOk();

    assertProblem(patch("\"1\"", "{\"displayName\": \"Second\"}"), 412, "precondition-failed");
    assertProblem(patch("W/\"2\"", "{\"displayName\": \"Weak\"}"), 412, "precondition-failed");
    assertProblem(patch("\"other\"", "{\"displayName\": \"X\"}"), 412, "precondition-failed");

    assertThat(patch("*", "{\"displayName\": \"Any\"}")).hasStatusOk();
  }

  @Test
  void anUpdateNeedsIfMatch() {
    assertProblem(patch(null, "{\"displayName\": \"Blind\"}"), 428, "precondition-required");
    assertProblem(patch("2", "{\"displayName\": \"Blind\"}"), 400, "invalid-request");
  }

  @Test
  void anUpdateIsAppliedCompletelyOrNotAtAll() {
    me(ada.accessToken());

    assertProblem(patch("*", "{\"displayName\": \"Half\", \"admin\": true}"), 400, "unknown-field");
    assertProblem(
        patch("*", "{\"displayName\": \"Half\", \"email\": \"x@example.com\"}"),
        400,
        "read-only-field");
    assertProblem(
        patch("*", "{\"displayName\": \"Half\", \"timeZone\": \"Atlantis\"}"),
        400,
        "invalid-request");

    assertThat(me(ada.accessToken())).hasHeader(HttpHeaders.ETAG, "\"1\"");
  }

  @Test
  void anAvatarMustBeAReadyMediaItemOfTheUser() {
    assertProblem(avatar(UNKNOWN), 400, "avatar-not-found");
    assertProblem(avatar(PENDING), 400, "avatar-not-found");
    assertProblem(avatar("nonsense"), 400, "avatar-not-found");
    assertThat(avatar(READY)).hasStatusOk();
    assertThat(me(ada.accessToken())).bodyJson().extractingPath("$.avatarMediaId").isEqualTo(READY);

    assertThat(patch("*", "{\"avatarMediaId\": null}"))
        .hasStatusOk()
        .bodyJson()
        .doesNotHavePath("$.avatarMediaId");
  }

  @Test
  void anAvatarCannotBeSetWhileMediaServiceIsUnavailable() {
    assertProblem(avatar(AWAY), 503, "service-unavailable");
  }

  @Test
  void acceptsMergePatchAndJson() {
    assertThat(
            http.patch()
                .uri("/v1/me")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken())
                .header(HttpHeaders.IF_MATCH, "*")
                .contentType("application/merge-patch+json")
                .content("{\"displayName\": \"Merged\"}"))
        .hasStatusOk();
    assertProblem(
        http.patch()
            .uri("/v1/me")
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken())
            .header(HttpHeaders.IF_MATCH, "*")
            .contentType("text/plain")
            .content("{}")
            .exchange(),
        415,
        "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"Ada\"",
        "{",
        "{} {}",
        "{\"displayName\": null}",
        "{\"displayName\": \"\"}",
        "{\"displayName\": \" \"}",
        "{\"displayName\": 1}",
        "{\"displayName\": {\"a\": \"b\"}}",
        "{\"displayName\": \"a\\u0000\"}",
        "{\"displayName\": \"Anna \\ud83d\"}",
        "{\"displayName\": \"a\", \"displayName\": \"b\"}",
        "{\"locale\": \"xx\"}",
        "{\"timeZone\": true}"
      })
  void rejectsAnInvalidPatch(String patch) {
    assertProblem(patch("*", patch), 400, "invalid-request");
  }

  @Test
  void aDisplayNameHasAtMostAHundredCharacters() {
    var emoji = "\\ud83d\\ude00";
    assertThat(patch("*", "{\"displayName\": \"%s\"}".formatted(emoji.repeat(100)))).hasStatusOk();
    assertProblem(
        patch("*", "{\"displayName\": \"%s\"}".formatted(emoji.repeat(101))),
        400,
        "invalid-request");
  }

  private MvcTestResult avatar(String id) {
    return patch("*", "{\"avatarMediaId\": \"%s\"}".formatted(id));
  }

  private MvcTestResult patch(@Nullable String ifMatch, String body) {
    var request =
        http.patch()
            .uri("/v1/me")
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken())
            .contentType("application/json")
            .content(body);
    return (ifMatch == null ? request : request.header(HttpHeaders.IF_MATCH, ifMatch)).exchange();
  }

  private static HttpServer mediaService() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/internal/users/",
          exchange -> {
            var id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            var isAllowed = exchange.getRequestHeaders().containsKey("Authorization");
            var body =
                switch (id) {
                  case READY -> "{\"id\": \"%s\", \"status\": \"ready\"}".formatted(READY);
                  case PENDING -> "{\"status\": \"pending\"}";
                  default -> "{\"type\": \"urn:madang:problem:media-not-found\"}";
                };
            var status =
                !isAllowed ? 401 : id.equals(AWAY) ? 503 : body.contains("type") ? 404 : 200;
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
