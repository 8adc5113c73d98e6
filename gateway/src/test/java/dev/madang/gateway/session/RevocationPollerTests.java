package dev.madang.gateway.session;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.madang.gateway.FakeService;
import dev.madang.gateway.observability.ManagementServer;
import dev.madang.gateway.server.GatewayServer;
import dev.madang.localaws.LocalAws;
import dev.madang.localaws.SignedInUser;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "server.ssl.enabled=false",
      "server.port=0",
      "management.server.port=0",
      "gateway.session.poll-interval=50ms",
      "MADANG_MEDIA_SERVICE_URL=http://localhost:1",
      "MADANG_NOTIFICATION_SERVICE_URL=http://localhost:1",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
    })
class RevocationPollerTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final FakeService USER_SERVICE = new FakeService();
  private static final Instant LATER = Instant.now().plusSeconds(3600);

  private final RevocationPoller revocations;
  private final RestTestClient http;
  private final RestTestClient management;

  @Autowired
  RevocationPollerTests(
      RevocationPoller revocations, GatewayServer server, ManagementServer managementServer) {
    this.revocations = revocations;
    this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + server.port()).build();
    this.management =
        RestTestClient.bindToServer()
            .baseUrl("http://localhost:" + managementServer.port())
            .build();
  }

  @DynamicPropertySource
  static void environment(DynamicPropertyRegistry registry) {
    AWS.environment("gateway").forEach((name, value) -> registry.add(name, () -> value));
    registry.add("MADANG_USER_SERVICE_URL", USER_SERVICE::url);
  }

  @Test
  void rejectsARevokedSessionWhoseTokenIsCached() throws ParseException {
    var user = AWS.users().signedIn();
    assertThat(statusOf(user)).isEqualTo(200);

    USER_SERVICE.revoke(
        "{\"sessionId\": \"%s\", \"expiresAt\": \"%s\"}"
            .formatted(claim(user, "origin_jti"), LATER));

    await().atMost(ofSeconds(5)).until(() -> statusOf(user) == 401);
    http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
        .exchange()
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-token");
  }

  @Test
  void rejectsEarlierSignInsAfterASignOutEverywhere() throws ParseException {
    var user = AWS.users().signedIn();
    var signedIn = Instant.ofEpochSecond(Long.parseLong(claim(user, "auth_time")));

    revokeAll(user, signedIn);
    await().during(ofSeconds(1)).until(() -> statusOf(user) == 200);
    revokeAll(user, signedIn.plusSeconds(1));
    await().atMost(ofSeconds(5)).until(() -> statusOf(user) == 401);
  }

  @Test
  void keepsKnownRevocationsWhileUserServiceIsUnavailable() throws ParseException {
    var user = AWS.users().signedIn();
    revokeAll(user, LATER);
    await().atMost(ofSeconds(5)).until(() -> statusOf(user) == 401);

    USER_SERVICE.setUnavailable(true);
    try {
      var last = revocations.health().getDetails().get("polledAt");
      await().during(ofSeconds(1)).until(() -> statusOf(user) == 401);
      assertThat(revocations.health().getStatus()).isEqualTo(Status.UP);
      assertThat(statusOf(AWS.users().signedIn())).isEqualTo(200);
      await().until(() -> revocations.health().getDetails().containsValue(last));
    } finally {
      USER_SERVICE.setUnavailable(false);
    }
    var another = AWS.users().signedIn();
    revokeAll(another, LATER);
    await().atMost(ofSeconds(5)).until(() -> statusOf(another) == 401);
  }

  @Test
  void pollsWithItsOwnServiceToken() throws ParseException {
    await().atMost(ofSeconds(5)).until(() -> !USER_SERVICE.lastServiceToken().isEmpty());
    var token = SignedJWT.parse(USER_SERVICE.lastServiceToken().replace("Bearer ", ""));

    assertThat(token.getJWTClaimsSet().getStringClaim("client_id"))
        .isEqualTo(AWS.output("GatewayClientId"));
    assertThat(token.getJWTClaimsSet().getStringClaim("scope"))
        .isEqualTo("madang/revocations.read");
  }

  @Test
  void isReadyAfterTheFirstPoll() {
    await().atMost(ofSeconds(5)).until(() -> revocations.health().getStatus().equals(Status.UP));
    management.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }

  private static void revokeAll(SignedInUser user, Instant notBefore) {
    USER_SERVICE.revoke(
        "{\"userId\": \"%s\", \"notBefore\": \"%s\", \"expiresAt\": \"%s\", \"more\": \"%s\"}"
            .formatted(user.sub(), notBefore, LATER.plusSeconds(3600), UUID.randomUUID()));
  }

  private static String claim(SignedInUser user, String name) throws ParseException {
    return String.valueOf(
        SignedJWT.parse(user.accessToken()).getPayload().toJSONObject().get(name));
  }

  private int statusOf(SignedInUser user) {
    return http.get()
        .uri("/v1/me")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
        .exchange()
        .returnResult(Void.class)
        .getStatus()
        .value();
  }
}
