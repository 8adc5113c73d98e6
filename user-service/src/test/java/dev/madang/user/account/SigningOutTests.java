package dev.madang.user.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.profile.Profiles;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.SecurityEvent;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SigningOutTests extends AccountService {

  private final SecurityEvents events;
  private final Sessions sessions;
  private final Profiles profiles;
  private final JwtDecoder decoder;

  @Autowired
  SigningOutTests(
      MockMvcTester http,
      JsonMapper json,
      SecurityEvents events,
      Sessions sessions,
      Profiles profiles,
      JwtDecoder decoder) {
    super(http, json);
    this.events = events;
    this.sessions = sessions;
    this.profiles = profiles;
    this.decoder = decoder;
  }

  @Test
  void aSignInIsASessionAndASecurityEvent() {
    join();
    var tokens = body(signIn(PASSWORD));

    assertThat(sessions.of(user(tokens))).hasSize(1);
    assertThat(kinds(user(tokens))).containsExactly(SecurityEventKind.SIGNED_IN);
  }

  @Test
  void whoClosesTheAccountGetsNoSession() {
    join();
    var user = user(body(signIn(PASSWORD)));
    sessions.forget(user);
    profiles.close(user, Instant.EPOCH);

    assertProblem(signIn(PASSWORD), 401, "wrong-credentials");

    assertThat(sessions.of(user)).isEmpty();
  }

  @Test
  void aFailedSignInIsRememberedAfterItsAnswer() {
    join();
    var tokens = body(signIn(PASSWORD));

    assertProblem(signIn("Not-The-Password-1"), 401, "wrong-credentials");

    await()
        .untilAsserted(
            () -> assertThat(kinds(user(tokens))).contains(SecurityEventKind.SIGN_IN_FAILED));
  }

  @Test
  void signingOutEndsThisSessionAndNoOther() {
    join();
    var phone = body(signIn(PASSWORD));
    var laptop = body(signIn(PASSWORD));

    assertThat(signOut(phone, phone)).hasStatus(204);

    assertThat(sessions.isRevoked(decoder.decode(access(phone)))).isTrue();
    assertProblem(refresh(phone), 401, "wrong-credentials");
    assertThat(sessions.isRevoked(decoder.decode(access(laptop)))).isFalse();
    assertThat(refresh(laptop)).hasStatusOk();
    assertThat(kinds(user(phone))).contains(SecurityEventKind.SIGNED_OUT);
  }

  @Test
  void theRefreshTokenOfAnotherSessionEndsNothing() {
    join();
    var phone = body(signIn(PASSWORD));
    var laptop = body(signIn(PASSWORD));

    assertProblem(signOut(phone, laptop), 403, "other-session");

    assertThat(refresh(phone)).hasStatusOk();
    assertThat(refresh(laptop)).hasStatusOk();
  }

  @Test
  void signingOutTwiceIsSigningOutOnce() {
    join();
    var phone = body(signIn(PASSWORD));

    assertThat(signOut(phone, phone)).hasStatus(204);
    assertThat(signOut(phone, phone)).hasStatus(204);
  }

  @Test
  void aSessionThatWasEndedElsewhereIsNotRefreshed() {
    join();
    var phone = body(signIn(PASSWORD));
    sessions.revoke(user(phone), sessions.of(user(phone)).getFirst().id());

    assertProblem(refresh(phone), 401, "wrong-credentials");
  }

  @Test
  void signingOutEverywhereEndsAllAndASignInAfterThatIsGood() {
    join();
    var phone = body(signIn(PASSWORD));
    var laptop = body(signIn(PASSWORD));

    assertThat(send(HttpMethod.POST, "/v1/auth/sign-out-everywhere", access(phone), null))
        .hasStatus(204);

    assertProblem(refresh(phone), 401, "wrong-credentials");
    assertProblem(refresh(laptop), 401, "wrong-credentials");
    assertThat(refresh(body(signIn(PASSWORD)))).hasStatusOk();
    assertThat(kinds(user(phone))).contains(SecurityEventKind.SIGNED_OUT_EVERYWHERE);
  }

  @Test
  void aChangedPasswordCountsAtOnceAndTheOldOneNoMore() {
    join();
    var tokens = body(signIn(PASSWORD));

    assertProblem(
        change(tokens, "Not-The-Password-1", "Another-Horse-2"), 401, "wrong-credentials");
    assertProblem(change(tokens, PASSWORD, "weak"), 400, "weak-password");
    assertProblem(change(tokens, PASSWORD, " Outer-Space-1"), 400, "weak-password");
    assertThat(change(tokens, PASSWORD, "Another-Horse-2")).hasStatus(204);

    assertProblem(signIn(PASSWORD), 401, "wrong-credentials");
    assertThat(signIn("Another-Horse-2")).hasStatusOk();
    assertThat(kinds(user(tokens))).contains(SecurityEventKind.PASSWORD_CHANGED);
  }

  @Test
  void aForgottenPasswordIsSetWithTheMailedCodeAndEndsEverySession() {
    join();
    var tokens = body(signIn(PASSWORD));
    assertThat(post("/v1/auth/forgot-password", Map.of("email", email))).hasStatus(202);

    assertProblem(reset(wrongCode(), "Another-Horse-2"), 400, "wrong-code");
    assertProblem(reset(mailedCode(), "weak"), 400, "weak-password");
    assertThat(reset(mailedCode(), "Another-Horse-2")).hasStatus(204);

    assertProblem(refresh(tokens), 401, "wrong-credentials");
    assertThat(signIn("Another-Horse-2")).hasStatusOk();
    assertThat(kinds(user(tokens))).contains(SecurityEventKind.PASSWORD_RESET);
  }

  @Test
  void whatNeedsATokenIsClosedWithoutOne() {
    for (var path : List.of("sign-out", "sign-out-everywhere", "change-password", "totp")) {
      assertProblem(post("/v1/auth/" + path, Map.of()), 401, "no-token");
    }
  }

  private MvcTestResult signOut(JsonNode caller, JsonNode ended) {
    return send(
        HttpMethod.POST,
        "/v1/auth/sign-out",
        access(caller),
        Map.of("refreshToken", ended.path("refreshToken").stringValue()));
  }

  private MvcTestResult refresh(JsonNode tokens) {
    return post(
        "/v1/auth/refresh", Map.of("refreshToken", tokens.path("refreshToken").stringValue()));
  }

  private MvcTestResult change(JsonNode tokens, String old, String password) {
    return send(
        HttpMethod.POST,
        "/v1/auth/change-password",
        access(tokens),
        Map.of("password", old, "newPassword", password));
  }

  private MvcTestResult reset(String code, String password) {
    return post(
        "/v1/auth/reset-password", Map.of("email", email, "code", code, "newPassword", password));
  }

  private List<SecurityEventKind> kinds(UserId user) {
    return events.newest(user, Optional.empty(), 20).stream().map(SecurityEvent::kind).toList();
  }

  private UserId user(JsonNode tokens) {
    return SignIns.userOf(decoder.decode(access(tokens)));
  }

  private static String access(JsonNode tokens) {
    return tokens.path("accessToken").stringValue();
  }
}
