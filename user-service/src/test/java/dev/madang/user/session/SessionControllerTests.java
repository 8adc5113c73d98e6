package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.InMemorySecurityEvents;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
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
  void whoSignedInAtCognitoItselfIsListedAfterTheFirstCall() {
    var list = body(ask(HttpMethod.GET, "/v1/me/sessions", ada));

    var device = list.path("items").values().iterator().next();
    assertThat(list.path("items")).hasSize(1);
    assertThat(device.path("id").stringValue()).isEqualTo(sessionOf(ada));
    assertThat(device.path("current").booleanValue()).isTrue();
    assertThat(device.path("address").stringValue()).isEqualTo("203.0.113.7");
    assertThat(device.path("userAgent").stringValue()).isEqualTo("Phone");
    assertThat(device.path("signedInAt").stringValue()).endsWith("Z");
  }

  @Test
  void aRevokedDeviceIsListedNoMoreAndTheAccountRemembersIt() {
    ask(HttpMethod.GET, "/v1/me/sessions", ada);

    assertThat(ask(HttpMethod.DELETE, "/v1/me/sessions/" + sessionOf(ada), ada)).hasStatus(204);

    assertThat(body(ask(HttpMethod.GET, "/v1/me/sessions", ada)).path("items")).isEmpty();
    assertThat(sessions.isRevoked(jwt(ada))).isTrue();
    assertThat(ask(HttpMethod.GET, "/v1/me/security-events?limit=1", ada))
        .hasStatusOk()
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"items": [{"kind": "session-revoked", "address": "203.0.113.7", "userAgent": "Phone",
                        "details": {"session": "%s"}}]}
            """
                .formatted(sessionOf(ada)));
  }

  @Test
  void anothersSessionIsNotThere() {
    var bob = AWS.users().signedIn();
    ask(HttpMethod.GET, "/v1/me/sessions", bob);

    for (var id : new String[] {sessionOf(bob), UUID.randomUUID().toString(), "everywhere"}) {
      assertThat(ask(HttpMethod.DELETE, "/v1/me/sessions/" + id, ada))
          .hasStatus(404)
          .bodyJson()
          .extractingPath("$.type")
          .isEqualTo("urn:madang:problem:session-not-found");
    }
    assertThat(sessions.find(new UserId(bob.sub()), sessionOf(bob))).isPresent();
  }

  @Test
  void whoSignsOutEverywhereIsSignedOutOfCognitoToo() {
    assertThat(ask(HttpMethod.DELETE, "/v1/me/sessions", ada)).hasStatus(204);
    assertThat(ask(HttpMethod.DELETE, "/v1/me/sessions", ada)).hasStatus(204);

    assertThat(sessions.isRevoked(jwt(ada))).isTrue();
    assertThat(sessions.of(new UserId(ada.sub()))).isEmpty();
    var cognito = AWS.client(CognitoIdentityProviderClient.builder());
    assertThatThrownBy(() -> cognito.getUser(get -> get.accessToken(ada.accessToken())))
        .isInstanceOf(NotAuthorizedException.class);
    assertThat(ask(HttpMethod.GET, "/v1/me/security-events", ada))
        .bodyJson()
        .extractingPath("$.items[0].kind")
        .isEqualTo("signed-out-everywhere");
  }

  @Test
  void whileCognitoIsAwayTheTokenStaysGoodToAskAgain() {
    var clock = Clock.systemUTC();
    var memory = new InMemorySessions(clock);
    GlobalSignOut away =
        _ -> {
          throw new IllegalStateException("Cognito is away");
        };
    var controller = new SessionController(memory, away, new InMemorySecurityEvents(clock));
    var request = new MockHttpServletRequest();

    assertThatThrownBy(() -> controller.revokeAll(jwt(ada), request)).hasMessage("Cognito is away");

    assertThat(memory.isRevoked(jwt(ada))).isFalse();
  }

  @Test
  void aListIsReadPageByPage() {
    ask(HttpMethod.GET, "/v1/me/sessions", ada);
    ask(HttpMethod.DELETE, "/v1/me/sessions/" + sessionOf(ada), ada);
    ask(HttpMethod.DELETE, "/v1/me/sessions", ada);

    var first = body(ask(HttpMethod.GET, "/v1/me/security-events?limit=1", ada));
    var second =
        body(
            ask(
                HttpMethod.GET,
                "/v1/me/security-events?limit=1&cursor=" + first.path("next").stringValue(),
                ada));

    assertThat(first.path("items").get(0).path("kind").stringValue())
        .isEqualTo("signed-out-everywhere");
    assertThat(second.path("items").get(0).path("kind").stringValue()).isEqualTo("session-revoked");
    assertThat(second.has("next")).isFalse();
    assertThat(ask(HttpMethod.GET, "/v1/me/security-events?cursor=x", ada))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  private MvcTestResult ask(HttpMethod method, String path, SignedInUser user) {
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

  private JsonNode body(MvcTestResult result) {
    assertThat(result).hasStatusOk();
    return json.readTree(result.getResponse().getContentAsByteArray());
  }
}
