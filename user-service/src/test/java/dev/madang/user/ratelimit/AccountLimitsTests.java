package dev.madang.user.ratelimit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.Authenticator;
import dev.madang.user.AccountApi;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits with their defaults, shared by all instances. Each client of a test has an address.
 */
@TestPropertySource(
    properties = {
      "madang.rate-limit.table=user-service-rate-limits",
      "madang.rate-limit.clients-per-address=1"
    })
class AccountLimitsTests extends AccountApi {

  private static final String WRONG = "Not-The-Password-1";

  private final String attacker = address();
  private final String home = address();

  @Autowired
  AccountLimitsTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @Test
  void tenWrongPasswordsLockTheAccountForOthersButNotWhereItsUserHasSignedIn() {
    signUpAndConfirm();
    assertThat(signIn(home, email, PASSWORD)).hasStatusOk();
    for (var i = 0; i < 10; i++) {
      assertProblem(signIn(attacker, email, WRONG), 400, "invalid-credentials");
    }
    assertRefused(signIn(attacker, email, PASSWORD), "account-attempts", 10, 900);
    assertRefused(signIn(address(), email, WRONG), "account-attempts", 10, 900);
    assertThat(signIn(home, email, PASSWORD)).hasStatusOk();
  }

  @Test
  void anAddressWithoutAnAccountIsLockedInTheSameWay() {
    var unknown = "nobody-" + UUID.randomUUID() + "@example.com";
    for (var i = 0; i < 10; i++) {
      assertProblem(signIn(attacker, unknown, WRONG), 400, "invalid-credentials");
    }
    assertRefused(signIn(attacker, unknown, WRONG), "account-attempts", 10, 900);
  }

  @Test
  void successfulSignInsDoNotCount() {
    signUpAndConfirm();
    for (var i = 0; i < 12; i++) {
      assertThat(signIn(address(), email, PASSWORD)).hasStatusOk();
    }
  }

  @Test
  void fiftyWrongPasswordsForManyAccountsLockTheClientAddress() {
    for (var i = 0; i < 50; i++) {
      assertProblem(
          signIn(attacker, "ada" + i + UUID.randomUUID() + "@example.com", WRONG),
          400,
          "invalid-credentials");
    }
    assertRefused(signIn(attacker, email, WRONG), "address-attempts", 50, 900);
    assertProblem(signIn(home, email, WRONG), 400, "invalid-credentials");
  }

  @Test
  void anAddressIsMailedFiveCodesAnHourWhoeverAsks() {
    assertThat(signUp("Ada")).hasStatus(202);
    for (var i = 0; i < 4; i++) {
      assertThat(mail("resend-code", address(), email)).hasStatus(202);
    }
    for (var path : List.of("resend-code", "forgot-password")) {
      assertRefused(mail(path, address(), email), "recipient-mails", 5, 3600);
      var tagged = email.replace("@", "+tag@").toUpperCase(Locale.ROOT);
      assertRefused(mail(path, address(), tagged), "recipient-mails", 5, 3600);
    }
    assertThat(AWS.mailsTo(email)).hasSize(5);
  }

  @Test
  void anAddressWithoutAnAccountIsRefusedAfterAsManyRequestsForMails() {
    for (var i = 0; i < 5; i++) {
      assertThat(mail("forgot-password", address(), email)).hasStatus(202);
    }
    assertRefused(mail("forgot-password", address(), email), "recipient-mails", 5, 3600);
  }

  @Test
  void aClientAddressSignsUpTwentyTimesAnHour() {
    var body = Map.of("password", PASSWORD);
    for (var i = 0; i < 20; i++) {
      assertThat(from(attacker, "sign-up", with(body, "ada" + UUID.randomUUID() + "@example.com")))
          .hasStatus(202);
    }
    var another = with(body, email);
    assertRefused(from(attacker, "sign-up", another), "address-sign-ups", 20, 3600);
    assertThat(from(home, "sign-up", another)).hasStatus(202);
  }

  @Test
  void weakPasswordsCountNeitherAsSignUpsNorAsMails() {
    for (var i = 0; i < 25; i++) {
      assertProblem(
          from(attacker, "sign-up", with(Map.of("password", "weak"), email)), 400, "weak-password");
    }
    assertThat(from(attacker, "sign-up", with(Map.of("password", PASSWORD), email))).hasStatus(202);
  }

  @Test
  void mailedCodesCannotBeGuessed() {
    signUp("Ada");
    var wrong = Map.of("code", wrongCode());
    for (var i = 0; i < 10; i++) {
      assertProblem(from(address(), "confirm", with(wrong, email)), 400, "invalid-code");
    }
    assertRefused(from(address(), "confirm", with(wrong, email)), "account-attempts", 10, 900);
    assertRefused(
        from(
            address(),
            "reset-password",
            with(Map.of("code", "123456", "newPassword", PASSWORD), email)),
        "account-attempts",
        10,
        900);
  }

  @Test
  void aSignInHasFiveTotpCodes() {
    var session = UUID.randomUUID() + "." + "AYABe".repeat(20);
    var guess = Map.of("session", session, "code", "123456");
    for (var i = 0; i < 5; i++) {
      assertThat(from(attacker, "challenge", guess)).hasStatus(400);
    }
    assertRefused(from(attacker, "challenge", guess), "totp-attempts", 5, 900);
  }

  @Test
  void madeUpSessionsLockNobodyOut() {
    var app = signUpWithTotp();
    var session = totpSession(address());
    for (var i = 0; i < 12; i++) {
      var madeUp = Map.of("session", sub(session) + ".made-up-" + i, "code", "123456");
      assertProblem(from(attacker, "challenge", madeUp), 400, "invalid-credentials");
    }

    assertThat(from(home, "challenge", Map.of("session", session, "code", app.nextCode())))
        .hasStatusOk();
  }

  @Test
  void wrongPasswordsInMadeUpSessionsCountAsThoseOfASignIn() {
    var app = signUpWithTotp();
    var session = totpSession(address());
    for (var i = 0; i < 10; i++) {
      var madeUp =
          Map.of(
              "session",
              sub(session) + ".made-up-" + i,
              "password",
              WRONG,
              "recoveryCode",
              "0000-0000-0000-0000");
      assertProblem(from(attacker, "challenge/recovery-code", madeUp), 400, "invalid-credentials");
    }

    assertRefused(signIn(attacker, email, WRONG), "account-attempts", 10, 900);
    assertThat(from(home, "challenge", Map.of("session", session, "code", app.nextCode())))
        .hasStatusOk();
  }

  @Test
  void aChangeOfThePasswordTriesTwoPasswords() {
    var ada = signUpAndSignIn();
    var guess = Map.of("password", WRONG, "newPassword", "Not-The-Password-2");
    for (var i = 0; i < 5; i++) {
      assertProblem(
          send(HttpMethod.POST, "/v1/auth/change-password", ada.accessToken(), guess),
          400,
          "invalid-credentials");
    }
    assertRefused(
        send(HttpMethod.POST, "/v1/auth/change-password", ada.accessToken(), guess),
        "account-attempts",
        10,
        900);
  }

  private Authenticator signUpWithTotp() {
    var ada = signUpAndSignIn();
    var secret = body(send(HttpMethod.POST, "/v1/me/mfa/totp", ada.accessToken(), null));
    var app = new Authenticator(secret.path("secret").stringValue());
    assertThat(
            send(
                HttpMethod.PUT,
                "/v1/me/mfa/totp",
                ada.accessToken(),
                Map.of("code", app.nextCode())))
        .hasStatus(204);
    return app;
  }

  private String totpSession(String address) {
    return challenge(signIn(address, email, PASSWORD)).path("session").stringValue();
  }

  private static String sub(String session) {
    return session.substring(0, session.indexOf('.'));
  }

  @Test
  void guessesOfRecoveryCodesAreLimitedInASignIn() {
    var session = UUID.randomUUID() + "." + UUID.randomUUID();
    var guess =
        Map.of("session", session, "password", WRONG, "recoveryCode", "0000-0000-0000-0000");
    for (var i = 0; i < 5; i++) {
      assertThat(from(attacker, "challenge/recovery-code", guess)).hasStatus(400);
    }
    assertRefused(from(attacker, "challenge/recovery-code", guess), "totp-attempts", 5, 900);
  }

  @Test
  void enablingTotpTakesFiveCodes() {
    var user = signUpAndSignIn();
    send(HttpMethod.POST, "/v1/me/mfa/totp", user.accessToken(), null);
    var guess = Map.of("code", "000000");
    for (var i = 0; i < 5; i++) {
      assertProblem(
          send(HttpMethod.PUT, "/v1/me/mfa/totp", user.accessToken(), guess), 400, "invalid-code");
    }
    assertRefused(
        send(HttpMethod.PUT, "/v1/me/mfa/totp", user.accessToken(), guess),
        "totp-attempts",
        5,
        900);
  }

  private MvcTestResult signIn(String address, String email, String password) {
    return from(address, "sign-in", with(Map.of("password", password), email));
  }

  private MvcTestResult mail(String path, String address, String email) {
    return from(address, path, Map.of("email", email));
  }

  private MvcTestResult from(String address, String path, Map<String, ?> body) {
    return http.post()
        .uri("/v1/auth/" + path)
        .header("X-Madang-Client-Address", address)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json.writeValueAsString(body))
        .exchange();
  }

  private static Map<String, String> with(Map<String, String> body, String email) {
    var all = new HashMap<>(body);
    all.put("email", email);
    return all;
  }

  /** An IPv6 network that no other client of the tests has. */
  private static String address() {
    var id = UUID.randomUUID().toString();
    return "2001:db8:" + id.substring(0, 4) + ":" + id.substring(4, 8) + "::1";
  }

  private static void assertRefused(MvcTestResult result, String limit, int quota, int window) {
    assertProblem(result, 429, "too-many-requests");
    assertThat(result.getResponse().getHeader("RateLimit-Policy"))
        .isEqualTo("\"%s\";q=%d;w=%d", limit, quota, window);
    var wait = Long.parseLong(requireNonNull(result.getResponse().getHeader("Retry-After")));
    assertThat(wait).isBetween(1L, (long) window / quota);
    assertThat(result.getResponse().getHeader("RateLimit"))
        .isEqualTo("\"%s\";r=0;t=%d", limit, wait);
  }
}
