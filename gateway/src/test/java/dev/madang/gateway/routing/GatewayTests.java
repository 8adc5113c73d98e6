package dev.madang.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.RunningGateway;
import dev.madang.gateway.server.GatewayServer;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;

class GatewayTests extends RunningGateway {

  @Autowired
  GatewayTests(GatewayServer server) {
    super(server);
  }

  @Test
  void forwardsARequestWithAUserToken() {
    var user = AWS.users().signedIn();

    http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
        .header(HttpHeaders.COOKIE, "session=1")
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(REQUESTS).singleElement().asString().contains("Bearer ").doesNotContain("session");
  }

  @Test
  void rejectsARequestWithoutToken() {
    expectProblem(http.get().uri("/v1/me").exchange(), 401, "missing-token")
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");

    assertThat(REQUESTS).isEmpty();
  }

  @Test
  void rejectsAnIdToken() {
    expectProblem(get("/v1/me", AWS.users().signedIn().idToken()), 401, "invalid-token");

    assertThat(REQUESTS).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/me/files",
        "/v1/admin/users",
        "/v1/media",
        "/v1/trash/x",
        "/v1/uploads",
        "/v1/cdn-sessions",
        "/v1/albums/x",
        "/v1/notifications"
      })
  void everyOtherRouteNeedsAToken(String path) {
    expectProblem(http.get().uri(path).exchange(), 401, "missing-token");
    var token = AWS.users().signedIn().accessToken();
    get(path, token).expectStatus().value(it -> assertThat(it).isIn(200, 503));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "Bearer expired", "Basic YTpi", "Bearer a, Bearer b"})
  void aPublicPathIgnoresTheAuthorizationHeader(String authorization) {
    for (var path : List.of("/v1/auth/refresh", "/v1/account-deletions/x")) {
      http.get()
          .uri(path)
          .header(HttpHeaders.AUTHORIZATION, authorization)
          .exchange()
          .expectStatus()
          .isOk();
    }
    expectProblem(
        http.get().uri("/v1/shared/x").header(HttpHeaders.AUTHORIZATION, authorization).exchange(),
        503,
        "service-unavailable");
  }

  @Test
  void forwardsAPublicRequestWithoutToken() {
    http.post().uri("/v1/auth/sign-up").exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/shared/x",
        "/v1/shared/x/items/y/renditions/small",
        "/v1/shared/x/items/y/download-links"
      })
  void sharedContentNeedsNoToken(String path) {
    // media-service does not run.
    expectProblem(http.get().uri(path).exchange(), 503, "service-unavailable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/share-links", "/v1/share-links/x", "/v1/shared/x/y", "/v1/shared/x/items/y"})
  void shareLinksNeedAToken(String path) {
    expectProblem(http.get().uri(path).exchange(), 401, "missing-token");
  }

  @Test
  void hasNoRouteToInternalOperations() {
    var token = AWS.users().signedIn().accessToken();

    expectProblem(get("/internal/users/ada", token), 404, "not-found");
    expectProblem(get("/v1/nothing", token), 404, "not-found");
    assertThat(REQUESTS).isEmpty();
  }

  @Test
  void answers503ForAServiceThatDoesNotRun() {
    var token = AWS.users().signedIn().accessToken();

    expectProblem(get("/v1/media", token), 503, "service-unavailable")
        .expectHeader()
        .exists(HttpHeaders.RETRY_AFTER);
  }

  @Test
  void answers504ForAServiceThatDoesNotAnswer() {
    var token = AWS.users().signedIn().accessToken();

    expectProblem(get("/v1/me/slow", token), 504, "gateway-timeout");
  }

  @Test
  void passesTheAddressOfTheConnectionToTheService() {
    http.post()
        .uri("/v1/auth/sign-in")
        .header("X-Madang-Client-Address", "203.0.113.7")
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(REQUESTS)
        .singleElement()
        .asString()
        .containsIgnoringCase("X-Madang-Client-Address[127.0.0.1]")
        .doesNotContain("203.0.113.7");
  }

  @Test
  void forwardsABodyOf64Kilobytes() {
    http.post()
        .uri("/v1/auth/sign-in")
        .body("x".repeat(64 * 1024))
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(REQUESTS).singleElement().asString().endsWith(" 65536");
  }

  @Test
  void rejectsALargerBodyByItsContentLength() {
    expectProblem(
        http.post().uri("/v1/auth/sign-in").body("x".repeat(64 * 1024 + 1)).exchange(),
        413,
        "body-too-large");

    assertThat(REQUESTS).isEmpty();
  }

  @Test
  void acceptsALargerUserImport() {
    http.post()
        .uri("/v1/admin/user-imports")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + AWS.users().signedIn().accessToken())
        .body("x".repeat(1024 * 1024))
        .exchange()
        .expectStatus()
        .isOk();

    assertThat(REQUESTS).singleElement().asString().endsWith(" 1048576");
  }

  @Test
  void rejectsALargerChunkedBody() {
    expectProblem(
        http.post()
            .uri("/v1/auth/sign-in")
            .body(new InputStreamResource(() -> new ByteArrayInputStream(new byte[70 * 1024])))
            .exchange(),
        413,
        "body-too-large");

    assertThat(REQUESTS).noneMatch(request -> request.contains("65536"));
  }
}
