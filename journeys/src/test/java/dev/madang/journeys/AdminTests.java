package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** An administrator disables and enables a user and imports users. */
class AdminTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final User admin = administrator();
  private final User dana = User.signedIn();

  @Test
  void adminApiIsForbiddenForUsers() {
    dana.api().get("/v1/admin/users").expectProblem(403, "forbidden");
  }

  @Test
  void disabledUserIsSignedOutUntilEnabledAgain() {
    var id = dana.me().id();
    var found = admin.api().get("/v1/admin/users?email=" + dana.email()).expect(200).json();
    assertThat(found.path("items").path(0).path("id").stringValue()).isEqualTo(id);

    admin.api().post("/v1/admin/users/" + id + "/disable", Map.of()).expect(204);
    await().atMost(TIMEOUT).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
    User.attemptSignIn(dana.email(), dana.password()).expectProblem(400, "invalid-credentials");

    admin.api().post("/v1/admin/users/" + id + "/enable", Map.of()).expect(204);
    var tokens = User.signIn(dana.email(), dana.password()).expectTokens();
    assertThat(Api.withToken(tokens.accessToken()).get("/v1/me").expect(200).as(User.Me.class).id())
        .isEqualTo(id);
  }

  @Test
  void userWithoutTheAuthenticatorSignsInAfterAReset() {
    var enrollment = dana.api().post("/v1/me/mfa/totp", Map.of()).expect(200).json();
    var app = new TotpCodes(enrollment.path("secret").stringValue());
    Secrets.remember(enrollment.path("uri").stringValue());
    enrollment.path("recoveryCodes").forEach(it -> Secrets.remember(it.stringValue()));
    dana.api().put("/v1/me/mfa/totp", Map.of("code", app.next())).expect(204);
    assertThat(User.signIn(dana.email(), dana.password()).type()).isEqualTo("challenge");

    var id = dana.me().id();
    admin.api().post("/v1/admin/users/" + id + "/reset-totp", Map.of()).expect(204);

    await().atMost(TIMEOUT).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
    var tokens = User.signIn(dana.email(), dana.password()).expectTokens();
    assertThat(Device.with(tokens).securityEvents()).contains("totp-reset-by-admin");
  }

  @Test
  void administratorsCannotModifyThemselves() {
    var self = "/v1/admin/users/" + admin.me().id();

    admin.api().post(self + "/disable", Map.of()).expectProblem(409, "cannot-modify-self");
    admin.api().post(self + "/reset-totp", Map.of()).expectProblem(409, "cannot-modify-self");
    admin.api().delete(self + "/groups/admin").expectProblem(409, "cannot-modify-self");
  }

  @Test
  void importedUserSignsInAfterAPasswordReset() {
    var email = "erin-" + UUID.randomUUID() + "@madang.example";
    var csv =
        "email,displayName,locale,timeZone\n%s,Erin,en-IE,Europe/Dublin\n%s,,,\nnobody,,,\n"
            .formatted(email, dana.email());
    var started = admin.api().postCsv("/v1/admin/user-imports", csv).expect(202).json();
    var path = "/v1/admin/user-imports/" + started.path("id").stringValue();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> admin.api().get(path).json().path("status").asString().equals("succeeded"));
    var ended = admin.api().get(path).json();
    assertThat(ended.path("result").path("imported").stringValue()).isEqualTo("1");
    assertThat(ended.path("lines").path(0).path("outcome").stringValue()).isEqualTo("exists");
    assertThat(ended.path("lines").path(1).path("line").intValue()).isEqualTo(4);

    var anyone = Api.withoutToken();
    var password = Secrets.remember("Moved-6-houses-" + UUID.randomUUID());
    anyone.post("/v1/auth/forgot-password", Map.of("email", email)).expect(202);
    await().until(() -> !Mail.to(email).isEmpty());
    var code = Secrets.remember(Mail.to(email).getFirst().code());
    anyone
        .post(
            "/v1/auth/reset-password",
            Map.of("email", email, "code", code, "newPassword", password))
        .expect(204);
    var tokens = User.signIn(email, password).expectTokens();

    var me = Api.withToken(tokens.accessToken()).get("/v1/me").expect(200).json();
    assertThat(me.path("displayName").stringValue()).isEqualTo("Erin");
    assertThat(me.path("locale").stringValue()).isEqualTo("en-IE");
    assertThat(me.path("timeZone").stringValue()).isEqualTo("Europe/Dublin");
  }

  /** The operator's guide appoints the first administrator in the same way, with the AWS CLI. */
  private static User administrator() {
    var user = User.signedIn();
    Aws.client(CognitoIdentityProviderClient.builder())
        .adminAddUserToGroup(add ->
            add.userPoolId(Madang.output("UserPoolId")).username(user.email()).groupName("admin"));
    user.signIn();
    return user;
  }
}
