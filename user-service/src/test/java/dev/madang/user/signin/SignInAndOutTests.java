package dev.madang.user.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.user.AccountApi;
import dev.madang.user.UserId;
import dev.madang.user.profile.Profiles;
import dev.madang.user.securityevent.SecurityEvent;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.SessionToken;
import dev.madang.user.session.Sessions;
import java.time.Duration;
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
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignInAndOutTests extends AccountApi {

  private final SecurityEvents events;
  private final Sessions sessions;
  private final Profiles profiles;
  private final JwtDecoder decoder;

  @Autowired
  SignInAndOutTests(
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
  void aSignInCreatesASessionAndASecurityEvent() {
    signUpAndConfirm();
    var tokens = tokens(signIn(PASSWORD));

    assertThat(sessions.of(user(tokens))).hasSize(1);
    assertThat(types(user(tokens))).containsExactly(SecurityEventType.SIGNED_IN);
  }

  @Test
  void aUserWhoseAccountIsBeingDeletedCannotSignIn() {
    signUpAndConfirm();
    var user = user(tokens(signIn(PASSWORD)));
    sessions.deleteAll(user);
    profiles.markDeleting(user, Instant.EPOCH);

    assertProblem(signIn(PASSWORD), 400, "invalid-credentials");

    assertThat(sessions.of(user)).isEmpty();
  }

  @Test
  void aFailedSignInIsRecordedAfterTheResponse() {
    signUpAndConfirm();
    var tokens = tokens(signIn(PASSWORD));

    assertProblem(signIn("Not-The-Password-1"), 400, "invalid-credentials");

    await()
        .untilAsserted(
            () -> assertThat(types(user(tokens))).contains(SecurityEventType.SIGN_IN_FAILED));
  }

  @Test
  void failedSignInsOfADayAreOneEvent() {
    signUpAndConfirm();
    var user = user(tokens(signIn(PASSWORD)));

    for (var i = 0; i < 5; i++) {
      assertProblem(signIn("Not-The-Password-1"), 400, "invalid-credentials");
    }

    await().until(() -> failures(user).stream().anyMatch("password 5"::equals));
    assertThat(failures(user)).hasSize(1);
  }

  private List<String> failures(UserId user) {
    return events.newest(user, Optional.empty(), 20).stream()
        .filter(it -> it.type() == SecurityEventType.SIGN_IN_FAILED)
        .map(it -> it.details().get("step") + " " + it.details().get("count"))
        .toList();
  }

  @Test
  void signOutRevokesOnlyTheCurrentSession() {
    signUpAndConfirm();
    var phone = tokens(signIn(PASSWORD));
    var laptop = tokens(signIn(PASSWORD));

    assertThat(signOut(phone, phone)).hasStatus(204);

    assertThat(sessions.isRevoked(decoder.decode(access(phone)))).isTrue();
    assertProblem(refresh(phone), 400, "invalid-credentials");
    assertThat(sessions.isRevoked(decoder.decode(access(laptop)))).isFalse();
    assertThat(refresh(laptop)).hasStatusOk();
    assertThat(types(user(phone))).contains(SecurityEventType.SIGNED_OUT);
  }

  @Test
  void theRefreshTokenOfAnotherSessionIsRejected() {
    signUpAndConfirm();
    var phone = tokens(signIn(PASSWORD));
    var laptop = tokens(signIn(PASSWORD));

    assertProblem(signOut(phone, laptop), 403, "session-mismatch");

    assertThat(refresh(phone)).hasStatusOk();
    assertThat(refresh(laptop)).hasStatusOk();
  }

  @Test
  void signOutIsIdempotent() {
    signUpAndConfirm();
    var phone = tokens(signIn(PASSWORD));

    assertThat(signOut(phone, phone)).hasStatus(204);
    assertThat(signOut(phone, phone)).hasStatus(204);
  }

  @Test
  void aRevokedSessionIsNotRefreshed() {
    signUpAndConfirm();
    var phone = tokens(signIn(PASSWORD));
    sessions.revoke(user(phone), sessions.of(user(phone)).getFirst().id());

    assertProblem(refresh(phone), 400, "invalid-credentials");
  }

  @Test
  void signOutEverywhereRevokesAllSessionsUntilTheNextSignIn() {
    signUpAndConfirm();
    var phone = tokens(signIn(PASSWORD));
    var laptop = tokens(signIn(PASSWORD));

    assertThat(send(HttpMethod.POST, "/v1/auth/sign-out-everywhere", access(phone), null))
        .hasStatus(204);

    assertProblem(refresh(phone), 400, "invalid-credentials");
    assertProblem(refresh(laptop), 400, "invalid-credentials");
    assertThat(refresh(tokens(signIn(PASSWORD)))).hasStatusOk();
    assertThat(types(user(phone))).contains(SecurityEventType.SIGNED_OUT_EVERYWHERE);
  }

  @Test
  void aSignInBehindTheClockOfARevocationReturnsNoTokens() {
    signUpAndConfirm();
    var user = user(tokens(signIn(PASSWORD)));
    var notBefore = Instant.now().plusSeconds(2);
    AWS.client(DynamoDbClient.builder())
        .putItem(put ->
            put.tableName("user-service-sessions")
                .item(
                    Map.of(
                        "userId", AttributeValue.fromS(user.value()),
                        "id", AttributeValue.fromS("everywhere"),
                        "notBefore", seconds(notBefore),
                        "expireAt", seconds(notBefore.plus(Duration.ofDays(31))))));

    var refused = signIn(PASSWORD);
    assertProblem(refused, 503, "service-unavailable");
    assertThat(refused).hasHeader("Retry-After", "1");

    await().untilAsserted(() -> assertThat(signIn(PASSWORD)).hasStatusOk());
    assertThat(sessions.of(user)).hasSize(1);
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }

  @Test
  void aChangedPasswordReplacesTheOldOne() {
    signUpAndConfirm();
    var tokens = tokens(signIn(PASSWORD));

    assertProblem(
        change(tokens, "Not-The-Password-1", "Another-Horse-2"), 400, "invalid-credentials");
    assertProblem(change(tokens, PASSWORD, "weak"), 400, "weak-password");
    assertProblem(change(tokens, PASSWORD, " Outer-Space-1"), 400, "weak-password");
    assertThat(change(tokens, PASSWORD, "Another-Horse-2")).hasStatus(204);

    assertProblem(signIn(PASSWORD), 400, "invalid-credentials");
    assertThat(signIn("Another-Horse-2")).hasStatusOk();
    assertThat(types(user(tokens))).contains(SecurityEventType.PASSWORD_CHANGED);
  }

  @Test
  void aChangedPasswordEndsTheOtherSessions() {
    signUpAndConfirm();
    var phone = tokens(signIn(PASSWORD));
    var laptop = tokens(signIn(PASSWORD));

    assertThat(change(laptop, PASSWORD, "Another-Horse-2")).hasStatus(204);

    assertProblem(refresh(phone), 400, "invalid-credentials");
    assertThat(sessions.isRevoked(decoder.decode(access(phone)))).isTrue();
    assertThat(refresh(laptop)).hasStatusOk();
    assertThat(sessions.isRevoked(decoder.decode(access(laptop)))).isFalse();
    assertThat(refresh(tokens(signIn("Another-Horse-2")))).hasStatusOk();
    assertThat(sessions.of(user(laptop))).hasSize(2);
  }

  @Test
  void aRepeatedChangeOfThePasswordSucceeds() {
    signUpAndConfirm();
    var laptop = tokens(signIn(PASSWORD));
    assertThat(change(laptop, PASSWORD, "Another-Horse-2")).hasStatus(204);

    assertThat(change(laptop, PASSWORD, "Another-Horse-2")).hasStatus(204);

    assertThat(refresh(laptop)).hasStatusOk();
  }

  @Test
  void aRepeatedChangeOfThePasswordRevokesWhatTheFirstDidNot() {
    signUpAndConfirm();
    var laptop = tokens(signIn(PASSWORD));
    // A complete change a moment ago is another one.
    assertThat(change(laptop, PASSWORD, "Another-Horse-2")).hasStatus(204);
    var phone = tokens(signIn("Another-Horse-2"));
    // The process ended between the change and the revocation.
    AWS.client(CognitoIdentityProviderClient.builder())
        .changePassword(change ->
            change
                .accessToken(access(laptop))
                .previousPassword("Another-Horse-2")
                .proposedPassword("Third-Horse-3"));

    assertThat(change(laptop, "Another-Horse-2", "Third-Horse-3")).hasStatus(204);

    assertProblem(refresh(phone), 400, "invalid-credentials");
    assertThat(refresh(laptop)).hasStatusOk();
    assertThat(types(user(laptop)).stream().filter(SecurityEventType.PASSWORD_CHANGED::equals))
        .hasSize(2);
  }

  @Test
  void aPasswordResetRevokesEverySession() {
    signUpAndConfirm();
    var tokens = tokens(signIn(PASSWORD));
    assertThat(post("/v1/auth/forgot-password", Map.of("email", email))).hasStatus(202);

    assertProblem(reset(wrongCode(), "Another-Horse-2"), 400, "invalid-code");
    assertProblem(reset(mailedCode(), "weak"), 400, "weak-password");
    assertThat(reset(mailedCode(), "Another-Horse-2")).hasStatus(204);

    assertProblem(refresh(tokens), 400, "invalid-credentials");
    assertThat(signIn("Another-Horse-2")).hasStatusOk();
    assertThat(types(user(tokens))).contains(SecurityEventType.PASSWORD_RESET);
  }

  @Test
  void protectedOperationsNeedAToken() {
    for (var path :
        List.of(
            "auth/sign-out", "auth/sign-out-everywhere", "auth/change-password", "me/mfa/totp")) {
      var response = post("/v1/" + path, Map.of());
      assertProblem(response, 401, "missing-token");
      assertThat(response).hasHeader("WWW-Authenticate", "Bearer");
    }
  }

  @Test
  void publicOperationsIgnoreAnInvalidToken() {
    signUpAndConfirm();
    var refreshToken = tokens(signIn(PASSWORD)).path("refreshToken").stringValue();

    var refreshed =
        send(
            HttpMethod.POST,
            "/v1/auth/refresh",
            "an-invalid-token",
            Map.of("refreshToken", refreshToken));

    assertThat(refreshed).hasStatusOk();
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

  private List<SecurityEventType> types(UserId user) {
    return events.newest(user, Optional.empty(), 20).stream().map(SecurityEvent::type).toList();
  }

  private UserId user(JsonNode tokens) {
    return SessionToken.of(decoder.decode(access(tokens))).user();
  }

  private static String access(JsonNode tokens) {
    return tokens.path("accessToken").stringValue();
  }
}
