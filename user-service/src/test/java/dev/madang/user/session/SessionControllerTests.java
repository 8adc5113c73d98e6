package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.InMemorySecurityEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionControllerTests extends RunningService {

  private final MockMvcTester http;
  private final JsonMapper json;
  private final JwtDecoder tokens;
  private final Sessions sessions;
  private final SignedInUser ada = AWS.users().signedIn();

  @Autowired
  SessionControllerTests(
      MockMvcTester http, JsonMapper json, JwtDecoder tokens, Sessions sessions) {
    this.http = http;
    this.json = json;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @Test
  void aUserWhoSignedInWithCognitoHasASessionAfterTheFirstRequest() {
    var list = body(send(HttpMethod.GET, "/v1/me/sessions", ada));

    var device = list.path("items").values().iterator().next();
    assertThat(list.path("items")).hasSize(1);
    assertThat(device.path("id").stringValue()).isEqualTo(sessionOf(ada));
    assertThat(device.path("current").booleanValue()).isTrue();
    assertThat(device.path("address").stringValue()).isEqualTo("203.0.113.7");
    assertThat(device.path("userAgent").stringValue()).isEqualTo("Phone");
    assertThat(device.path("createdAt").stringValue()).endsWith("Z");
  }

  @Test
  void aRevokedSessionIsNotListedAndIsASecurityEvent() {
    send(HttpMethod.GET, "/v1/me/sessions", ada);

    assertThat(send(HttpMethod.DELETE, "/v1/me/sessions/" + sessionOf(ada), ada)).hasStatus(204);

    assertThat(body(send(HttpMethod.GET, "/v1/me/sessions", ada)).path("items")).isEmpty();
    assertThat(sessions.isRevoked(jwt(ada))).isTrue();
    assertThat(send(HttpMethod.GET, "/v1/me/security-events?limit=1", ada))
        .hasStatusOk()
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"items": [{"type": "session-revoked", "address": "203.0.113.7", "userAgent": "Phone",
                        "details": {"sessionId": "%s"}}]}
            """
                .formatted(sessionOf(ada)));
  }

  @Test
  void theSessionOfAnotherUserIsNotFound() {
    var bob = AWS.users().signedIn();
    send(HttpMethod.GET, "/v1/me/sessions", bob);

    for (var id : new String[] {sessionOf(bob), UUID.randomUUID().toString(), "everywhere"}) {
      assertThat(send(HttpMethod.DELETE, "/v1/me/sessions/" + id, ada))
          .hasStatus(404)
          .bodyJson()
          .extractingPath("$.type")
          .isEqualTo("urn:madang:problem:session-not-found");
    }
    assertThat(sessions.find(new UserId(bob.sub()), sessionOf(bob))).isPresent();
  }

  @Test
  void revokingAllSessionsSignsOutOfCognito() {
    assertThat(send(HttpMethod.DELETE, "/v1/me/sessions", ada)).hasStatus(204);
    assertThat(send(HttpMethod.DELETE, "/v1/me/sessions", ada)).hasStatus(204);

    assertThat(sessions.isRevoked(jwt(ada))).isTrue();
    assertThat(sessions.of(new UserId(ada.sub()))).isEmpty();
    var cognito = AWS.client(CognitoIdentityProviderClient.builder());
    assertThatThrownBy(() -> cognito.getUser(get -> get.accessToken(ada.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);
    assertThat(send(HttpMethod.GET, "/v1/me/security-events", ada))
        .bodyJson()
        .extractingPath("$.items[0].type")
        .isEqualTo("signed-out-everywhere");
  }

  @Test
  void theTokenStaysValidWhileCognitoIsUnavailable() {
    var clock = Clock.systemUTC();
    var memory = new InMemorySessions(clock);
    var revocation =
        new SessionRevocation(memory, new UnavailableCognito(), new InMemorySecurityEvents(clock));

    assertThatThrownBy(() -> revocation.revokeAll(jwt(ada), ClientInfo.NONE))
        .hasMessage("Cognito is unavailable");

    assertThat(memory.isRevoked(jwt(ada))).isFalse();
  }

  @Test
  void securityEventsAreListedPageByPage() {
    send(HttpMethod.GET, "/v1/me/sessions", ada);
    send(HttpMethod.DELETE, "/v1/me/sessions/" + sessionOf(ada), ada);
    send(HttpMethod.DELETE, "/v1/me/sessions", ada);

    var first = body(send(HttpMethod.GET, "/v1/me/security-events?limit=1", ada));
    var second =
        body(
            send(
                HttpMethod.GET,
                "/v1/me/security-events?limit=1&cursor=" + first.path("next").stringValue(),
                ada));

    assertThat(first.path("items").get(0).path("type").stringValue())
        .isEqualTo("signed-out-everywhere");
    assertThat(second.path("items").get(0).path("type").stringValue()).isEqualTo("session-revoked");
    assertThat(second.has("next")).isFalse();
    assertThat(send(HttpMethod.GET, "/v1/me/security-events?cursor=x", ada))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  @Test
  void sessionsAreListedPageByPage() {
    send(HttpMethod.GET, "/v1/me/sessions", ada);
    var user = new UserId(ada.sub());
    sessions.track(anotherSession(user), ClientInfo.NONE);

    var first = body(send(HttpMethod.GET, "/v1/me/sessions?limit=1", ada));
    var second =
        body(
            send(
                HttpMethod.GET,
                "/v1/me/sessions?limit=1&cursor=" + first.path("next").stringValue(),
                ada));

    assertThat(first.path("items")).hasSize(1);
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("items").get(0).path("id"))
        .isNotEqualTo(first.path("items").get(0).path("id"));
    assertThat(second.has("next")).isFalse();
    assertThat(send(HttpMethod.GET, "/v1/me/sessions?cursor=x", ada))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  private static Jwt anotherSession(UserId user) {
    return Jwt.withTokenValue("token")
        .header("alg", "RS256")
        .subject(user.value())
        .claim("origin_jti", UUID.randomUUID().toString())
        .claim("auth_time", Instant.now().getEpochSecond())
        .build();
  }

  private MvcTestResult send(HttpMethod method, String path, SignedInUser user) {
    return http.method(method)
        .uri(path)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
        .header(HttpHeaders.USER_AGENT, "Phone")
        .header("X-Madang-Client-Address", "203.0.113.7")
        .exchange();
  }

  private Jwt jwt(SignedInUser user) {
    return tokens.decode(user.accessToken());
  }

  private String sessionOf(SignedInUser user) {
    return SessionToken.of(jwt(user)).session();
  }

  private static final class UnavailableCognito implements GlobalSignOut {

    @Override
    public void signOut(Jwt accessToken) {
      throw new IllegalStateException("Cognito is unavailable");
    }

    @Override
    public void signOut(UserId user) {
      throw new IllegalStateException("Cognito is unavailable");
    }
  }

  private JsonNode body(MvcTestResult result) {
    assertThat(result).hasStatusOk();
    return json.readTree(result.getResponse().getContentAsByteArray());
  }
}
