package dev.madang.user.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.localaws.Authenticator;
import dev.madang.user.AccountApi;
import dev.madang.user.UserId;
import dev.madang.user.recoverycode.RecoveryCodes;
import dev.madang.user.securityevent.SecurityEvent;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.SessionToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TotpTests extends AccountApi {

  private final SecurityEvents events;
  private final JwtDecoder decoder;
  private final RecoveryCodes recoveryCodes;

  @Autowired
  TotpTests(
      MockMvcTester http,
      JsonMapper json,
      SecurityEvents events,
      JwtDecoder decoder,
      RecoveryCodes recoveryCodes) {
    super(http, json);
    this.events = events;
    this.decoder = decoder;
    this.recoveryCodes = recoveryCodes;
  }

  @Test
  void anEnrolledUserIsChallengedForACode() {
    var ada = signUpAndSignIn().accessToken();
    var app = enroll(ada);

    var challenge = challenge(signIn(PASSWORD));
    assertThat(challenge.path("challenge").stringValue()).isEqualTo("totp");
    var session = challenge.path("session").stringValue();

    var wrong = app.codeAt(Instant.now().minus(Duration.ofDays(1)));
    assertProblem(respondToChallenge(session, wrong), 400, "invalid-code");
    var tokens = tokens(respondToChallenge(session, app.nextCode()));
    assertThat(me(tokens.path("accessToken").stringValue())).hasStatusOk();
    assertProblem(respondToChallenge(session, app.nextCode()), 400, "invalid-credentials");
  }

  @Test
  void theUriHasIssuerAccountAndSecret() {
    var secret =
        body(send(HttpMethod.POST, "/v1/me/mfa/totp", signUpAndSignIn().accessToken(), null));

    assertThat(secret.path("uri").stringValue())
        .isEqualTo(
            "otpauth://totp/Madang:%s?secret=%s&issuer=Madang",
            email.replace("@", "%40"), secret.path("secret").stringValue());
  }

  @Test
  void enablingNeedsACodeOfTheApp() {
    var ada = signUpAndSignIn().accessToken();

    assertProblem(enable(ada, "123456"), 409, "totp-not-enrolled");
    var app = secret(ada);
    assertProblem(
        enable(ada, app.codeAt(Instant.now().minus(Duration.ofDays(1)))), 400, "invalid-code");
    assertProblem(enable(ada, "abc"), 400, "invalid-request");

    assertThat(signIn(PASSWORD)).hasStatusOk();
  }

  @Test
  void canBeDisabledAfterARecentSignIn() {
    var ada = signUpAndSignIn().accessToken();
    enroll(ada);

    assertThat(send(HttpMethod.DELETE, "/v1/me/mfa/totp", ada, null)).hasStatus(204);

    assertThat(signIn(PASSWORD)).hasStatusOk();
  }

  @Test
  void needsARecentSignIn() {
    var old =
        jwt()
            .jwt(it -> it.subject("ada").claim("auth_time", Instant.now().getEpochSecond() - 601))
            .authorities(new SimpleGrantedAuthority("ROLE_USER"));

    assertProblem(
        http.post().uri("/v1/me/mfa/totp").with(old).exchange(), 403, "reauthentication-required");
    assertProblem(
        http.delete().uri("/v1/me/mfa/totp").with(old).exchange(),
        403,
        "reauthentication-required");
  }

  @Test
  void rejectsAnUnknownSession() {
    assertProblem(respondToChallenge("ada.nonsense", "123456"), 400, "invalid-credentials");
    assertProblem(respondToChallenge("nonsense", "123456"), 400, "invalid-request");
    assertProblem(
        post("/v1/auth/challenge", Map.of("session", "ada.nonsense")), 400, "invalid-request");
    assertProblem(
        post(
            "/v1/auth/challenge",
            Map.of("session", "ada.x", "code", "123456", "newPassword", PASSWORD)),
        400,
        "invalid-request");
  }

  @Test
  void enablingTwiceWithOneCodeSucceeds() {
    var ada = signUpAndSignIn().accessToken();
    var code = secret(ada).nextCode();

    assertThat(enable(ada, code)).hasStatus(204);
    assertThat(enable(ada, code)).hasStatus(204);

    assertThat(types(ada)).containsOnlyOnce(SecurityEventType.TOTP_ENABLED);
  }

  @Test
  void aWrongCodeIsAFailureOfTheUserButAMadeUpSessionIsNot() {
    var ada = signUpAndSignIn();
    var app = enroll(ada.accessToken());
    var session = challenge(signIn(PASSWORD)).path("session").stringValue();
    var wrong = app.codeAt(Instant.now().minus(Duration.ofDays(1)));

    assertProblem(
        respondToChallenge(user(ada.accessToken()) + ".made-up", "123456"),
        400,
        "invalid-credentials");
    assertProblem(respondToChallenge(session, wrong), 400, "invalid-code");

    await().until(() -> types(ada.accessToken()).contains(SecurityEventType.SIGN_IN_FAILED));
    assertThat(failures(ada.accessToken())).containsExactly("totp 1");
  }

  @Test
  void aRecoveryCodeReplacesALostAppAndTurnsTotpOff() {
    var ada = signUpAndSignIn().accessToken();
    var codes = enrollWithCodes(ada);
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    var session = challenge(signIn(PASSWORD)).path("session").stringValue();

    assertProblem(recover(session, PASSWORD, "0000-0000-0000-0000"), 400, "invalid-code");
    assertProblem(
        recover(session, "Not-The-Password-1", codes.getFirst()), 400, "invalid-credentials");
    assertProblem(recover(session, PASSWORD, "not a code"), 400, "invalid-request");
    var typed = codes.getFirst().replace("-", " ").toLowerCase(Locale.ROOT);
    var tokens = tokens(recover(session, PASSWORD, typed));

    var accessToken = tokens.path("accessToken").stringValue();
    assertThat(me(accessToken)).hasStatusOk();
    assertThat(types(accessToken)).containsOnlyOnce(SecurityEventType.RECOVERY_CODE_USED);
    tokens(signIn(PASSWORD));
    await()
        .until(() -> failures(accessToken).containsAll(List.of("recovery-code 1", "password 1")));
  }

  @Test
  void oneUseMakesAllRecoveryCodesInvalid() {
    var ada = signUpAndSignIn().accessToken();
    var codes = enrollWithCodes(ada);
    var first = challenge(signIn(PASSWORD)).path("session").stringValue();
    var again = tokens(recover(first, PASSWORD, codes.getFirst())).path("accessToken");

    var newCodes = enrollWithCodes(again.stringValue());

    var session = challenge(signIn(PASSWORD)).path("session").stringValue();
    for (var code : codes.subList(0, 2)) {
      assertProblem(recover(session, PASSWORD, code), 400, "invalid-code");
    }
    tokens(recover(session, PASSWORD, newCodes.getLast()));
  }

  @Test
  void codesOfAnEnrollmentThatWasNotCompletedAreNotActive() {
    var ada = signUpAndSignIn().accessToken();
    var codes = enrollWithCodes(ada);
    var others = recoveryCodes(body(send(HttpMethod.POST, "/v1/me/mfa/totp", ada, null)));
    var session = challenge(signIn(PASSWORD)).path("session").stringValue();

    assertProblem(recover(session, PASSWORD, others.getFirst()), 400, "invalid-code");
    tokens(recover(session, PASSWORD, codes.getFirst()));
  }

  @Test
  void newRecoveryCodesReplaceThePreviousOnes() {
    var ada = signUpAndSignIn().accessToken();
    assertProblem(
        send(HttpMethod.POST, "/v1/me/mfa/recovery-codes", ada, null), 409, "totp-not-enrolled");
    var codes = enrollWithCodes(ada);

    var response = send(HttpMethod.POST, "/v1/me/mfa/recovery-codes", ada, null);

    assertThat(response).headers().hasValue("Cache-Control", "no-store");
    var newCodes = recoveryCodes(body(response));
    assertThat(newCodes).hasSize(10).doesNotContainAnyElementsOf(codes);
    assertThat(types(ada)).contains(SecurityEventType.RECOVERY_CODES_CREATED);
    var session = challenge(signIn(PASSWORD)).path("session").stringValue();
    assertProblem(recover(session, PASSWORD, codes.getFirst()), 400, "invalid-code");
    tokens(recover(session, PASSWORD, newCodes.getFirst()));
  }

  @Test
  void aRepeatedRecoverySignsInAgain() {
    var codes = enrollWithCodes(signUpAndSignIn().accessToken());
    var session = challenge(signIn(PASSWORD)).path("session").stringValue();

    tokens(recover(session, PASSWORD, codes.getFirst()));
    tokens(recover(session, PASSWORD, codes.getFirst()));
  }

  @Test
  void afterACrashTheSameRecoveryCodeContinuesAndNoOther() {
    var ada = signUpAndSignIn().accessToken();
    var codes = enrollWithCodes(ada);
    var session = challenge(signIn(PASSWORD)).path("session").stringValue();
    // The process stopped before TOTP was turned off.
    assertThat(recoveryCodes.use(user(ada), codes.getFirst())).isPresent();

    assertProblem(recover(session, PASSWORD, codes.getLast()), 400, "invalid-code");
    tokens(recover(session, PASSWORD, codes.getFirst()));
    tokens(signIn(PASSWORD));
  }

  @Test
  void recoveryCodesAreStoredAsHashes() {
    var ada = signUpAndSignIn().accessToken();
    var codes = enrollWithCodes(ada);

    var stored =
        AWS.client(DynamoDbClient.builder())
            .getItem(get ->
                get.tableName("user-service-recovery-codes")
                    .key(Map.of("userId", AttributeValue.fromS(user(ada).value()))))
            .item()
            .toString();

    assertThat(stored).contains("active").doesNotContain("prepared");
    assertThat(codes)
        .noneMatch(stored::contains)
        .noneMatch(code -> stored.contains(code.replace("-", "")));
  }

  private List<String> enrollWithCodes(String accessToken) {
    var result = body(send(HttpMethod.POST, "/v1/me/mfa/totp", accessToken, null));
    var app = new Authenticator(result.path("secret").stringValue());
    assertThat(enable(accessToken, app.nextCode())).hasStatus(204);
    return recoveryCodes(result);
  }

  private static List<String> recoveryCodes(JsonNode result) {
    return result.path("recoveryCodes").valueStream().map(JsonNode::stringValue).toList();
  }

  private MvcTestResult recover(String session, String password, String code) {
    return post(
        "/v1/auth/challenge/recovery-code",
        Map.of("session", session, "password", password, "recoveryCode", code));
  }

  private UserId user(String accessToken) {
    return SessionToken.of(decoder.decode(accessToken)).user();
  }

  private List<SecurityEventType> types(String accessToken) {
    return events.newest(user(accessToken), Optional.empty(), 20).stream()
        .map(SecurityEvent::type)
        .toList();
  }

  private List<String> failures(String accessToken) {
    return events.newest(user(accessToken), Optional.empty(), 20).stream()
        .filter(it -> it.type() == SecurityEventType.SIGN_IN_FAILED)
        .map(it -> it.details().get("step") + " " + it.details().get("count"))
        .toList();
  }

  private Authenticator enroll(String accessToken) {
    var app = secret(accessToken);
    assertThat(enable(accessToken, app.nextCode())).hasStatus(204);
    return app;
  }

  private Authenticator secret(String accessToken) {
    var result = body(send(HttpMethod.POST, "/v1/me/mfa/totp", accessToken, null));
    return new Authenticator(result.path("secret").stringValue());
  }

  private MvcTestResult enable(String accessToken, String code) {
    return send(
        HttpMethod.PUT,
        "/v1/me/mfa/totp",
        accessToken,
        Map.of("code", code, "deviceName", "Phone"));
  }

  private MvcTestResult respondToChallenge(String session, String code) {
    return post("/v1/auth/challenge", Map.of("session", session, "code", code));
  }
}
