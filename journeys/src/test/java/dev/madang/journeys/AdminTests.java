package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator locks somebody out and brings users from elsewhere. */
class AdminTests {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final Person admin = administrator();
  private final Person dana = Person.joined();

  @Test
  void whoIsNoAdministratorIsKeptOut() {
    dana.api().get("/v1/admin/users").expectProblem(403, "not-allowed");
  }

  @Test
  void aDisabledUserIsOutWithinSecondsAndComesBackWhenEnabled() {
    var id = dana.me().id();
    var found = json(admin.api().get("/v1/admin/users?email=" + dana.email()).expect(200));
    assertThat(found.path("items").path(0).path("id").stringValue()).isEqualTo(id);

    admin.api().post("/v1/admin/users/" + id + "/disable", Map.of()).expect(204);
    await().atMost(WITHIN).until(() -> dana.api().get("/v1/me").isProblem("invalid-token"));
    signIn(dana.email(), dana.password()).expectProblem(401, "wrong-credentials");

    admin.api().post("/v1/admin/users/" + id + "/enable", Map.of()).expect(204);
    var anew = signIn(dana.email(), dana.password()).expect(200).as(Person.Tokens.class);
    Secrets.keep(anew.idToken());
    Secrets.keep(anew.refreshToken());
    assertThat(Api.with(anew.accessToken()).get("/v1/me").expect(200).as(Person.Me.class).id())
        .isEqualTo(id);
  }

  @Test
  void administratorsDoNotLockThemselvesOut() {
    var self = "/v1/admin/users/" + admin.me().id();

    admin.api().post(self + "/disable", Map.of()).expectProblem(409, "not-yourself");
    admin.api().delete(self + "/groups/admin").expectProblem(409, "not-yourself");
  }

  @Test
  void anImportedUserComesInByForgettingThePassword() {
    var email = "erin-" + UUID.randomUUID() + "@madang.example";
    var file =
        "email,displayName,locale,timeZone\n%s,Erin,en-IE,Europe/Dublin\n%s,,,\nnobody,,,\n"
            .formatted(email, dana.email());
    var started = json(admin.api().importing("/v1/admin/user-imports", file).expect(202));
    var path = "/v1/admin/user-imports/" + started.path("id").stringValue();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> json(admin.api().get(path)).path("state").asString().equals("done"));
    var ended = json(admin.api().get(path));
    assertThat(ended.path("result").path("imported").stringValue()).isEqualTo("1");
    assertThat(ended.path("lines").path(0).path("outcome").stringValue()).isEqualTo("exists");
    assertThat(ended.path("lines").path(1).path("line").intValue()).isEqualTo(4);

    var anyone = Api.withoutToken();
    var password = Secrets.keep("Moved-6-houses-" + UUID.randomUUID());
    anyone.post("/v1/auth/forgot-password", Map.of("email", email)).expect(202);
    await().until(() -> !Mail.to(email).isEmpty());
    var code = Secrets.keep(Mail.to(email).getFirst().code());
    anyone
        .post(
            "/v1/auth/reset-password",
            Map.of("email", email, "code", code, "newPassword", password))
        .expect(204);
    var tokens = signIn(email, password).expect(200).as(Person.Tokens.class);
    Secrets.keep(tokens.idToken());
    Secrets.keep(tokens.refreshToken());

    var me = json(Api.with(tokens.accessToken()).get("/v1/me").expect(200));
    assertThat(me.path("displayName").stringValue()).isEqualTo("Erin");
    assertThat(me.path("locale").stringValue()).isEqualTo("en-IE");
    assertThat(me.path("timeZone").stringValue()).isEqualTo("Europe/Dublin");
  }

  /** As the operator's guide says: the first one is made with the AWS CLI. */
  private static Person administrator() {
    var person = Person.joined();
    Aws.client(CognitoIdentityProviderClient.builder())
        .adminAddUserToGroup(add ->
            add.userPoolId(Madang.output("UserPoolId"))
                .username(person.email())
                .groupName("admin"));
    person.signIn();
    return person;
  }

  private static Answer signIn(String email, String password) {
    return Api.withoutToken()
        .post("/v1/auth/sign-in", Map.of("email", email, "password", password));
  }

  private static JsonNode json(Answer answer) {
    return JSON.readTree(answer.body());
  }
}
