package dev.madang.user.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import dev.madang.defaults.web.Cursor;
import dev.madang.localaws.Authenticator;
import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.profile.Profiles;
import dev.madang.user.recoverycode.RecoveryCodes;
import dev.madang.user.securityevent.SecurityEvent;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.session.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UserAdministrationTests extends RunningService {

  private static final RequestPostProcessor ADMIN =
      jwt()
          .jwt(token -> token.subject("an-admin"))
          .authorities(
              new SimpleGrantedAuthority("ROLE_USER"), new SimpleGrantedAuthority("ROLE_ADMIN"));

  private final MockMvcTester http;
  private final JsonMapper json;
  private final SecurityEvents events;
  private final Sessions sessions;
  private final Profiles profiles;
  private final JwtDecoder decoder;
  private final RecoveryCodes recoveryCodes;
  private final String name = "eve-" + UUID.randomUUID();

  @Autowired
  UserAdministrationTests(
      MockMvcTester http,
      JsonMapper json,
      SecurityEvents events,
      Sessions sessions,
      Profiles profiles,
      JwtDecoder decoder,
      RecoveryCodes recoveryCodes) {
    this.http = http;
    this.json = json;
    this.events = events;
    this.sessions = sessions;
    this.profiles = profiles;
    this.decoder = decoder;
    this.recoveryCodes = recoveryCodes;
  }

  @Test
  void usersAreFoundByAddressPrefixAndId() {
    var user = AWS.users().signedIn(name + "@example.com");

    for (var query : List.of("email=" + user.email(), "emailPrefix=" + name, "id=" + user.sub())) {
      assertThat(get("/v1/admin/users?" + query).path("items").valueStream())
          .extracting(it -> it.path("id").stringValue())
          .containsExactly(user.sub());
    }
    assertThat(get("/v1/admin/users?email=nobody-" + user.email()).path("items")).isEmpty();
    assertProblem(
        send(HttpMethod.GET, "/v1/admin/users?email=a@example.com&id=x"), 400, "invalid-request");
  }

  @Test
  void quoteInASearchIsEscaped() {
    AWS.users().signedIn(name + "@example.com");

    assertThat(
            http.get()
                .uri("/v1/admin/users")
                .param("emailPrefix", "\" or email ^= \"" + name)
                .with(ADMIN))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.items")
        .asArray()
        .isEmpty();
  }

  @Test
  void usersAreListedInPages() {
    for (var number = 0; number < 3; number++) {
      AWS.users().signedIn(name + "-" + number + "@example.com");
    }
    var seen = new HashSet<String>();
    var path = "/v1/admin/users?limit=2&emailPrefix=" + name;
    var page = get(path);
    page.path("items").forEach(it -> seen.add(it.path("id").stringValue()));
    assertThat(seen).hasSize(2);

    get(path + "&cursor=" + page.path("next").stringValue())
        .path("items")
        .forEach(it -> seen.add(it.path("id").stringValue()));

    assertThat(seen).hasSize(3);
    assertProblem(send(HttpMethod.GET, path + "&cursor=x"), 400, "invalid-cursor");
    var foreign = Cursor.encode("not a pagination token of Cognito").value();
    assertProblem(send(HttpMethod.GET, path + "&cursor=" + foreign), 400, "invalid-cursor");
  }

  @Test
  void userHasGroupsAndSecondFactor() {
    var user = AWS.users().signedIn();

    var shown = get("/v1/admin/users/" + user.sub());

    assertThat(shown.path("email").stringValue()).isEqualTo(user.email());
    assertThat(shown.path("status").stringValue()).isEqualTo("confirmed");
    assertThat(shown.path("enabled").booleanValue()).isTrue();
    assertThat(shown.path("totpEnabled").booleanValue()).isFalse();
    assertThat(shown.path("groups")).isEmpty();
  }

  @Test
  void disabledUserIsRevokedUntilEnabled() {
    var user = AWS.users().signedIn();

    assertThat(post(user.sub() + "/disable")).hasStatus(204);
    assertThat(post(user.sub() + "/disable")).hasStatus(204);

    assertThat(get("/v1/admin/users/" + user.sub()).path("enabled").booleanValue()).isFalse();
    assertThat(sessions.isRevoked(decoder.decode(user.accessToken()))).isTrue();
    assertThat(post(user.sub() + "/enable")).hasStatus(204);
    assertThat(get("/v1/admin/users/" + user.sub()).path("enabled").booleanValue()).isTrue();
    assertThat(events.newest(new UserId(user.sub()), Optional.empty(), 10))
        .extracting(SecurityEvent::type)
        .contains(SecurityEventType.DISABLED_BY_ADMIN, SecurityEventType.ENABLED_BY_ADMIN);
    assertThat(events.newest(new UserId(user.sub()), Optional.empty(), 10))
        .allSatisfy(event -> assertThat(event.details()).containsEntry("adminId", "an-admin"));
  }

  @Test
  void resetSecondFactorIsOffAndTheUserIsSignedOut() {
    var user = AWS.users().signedIn();
    var cognito = AWS.client(CognitoIdentityProviderClient.builder());
    var secret = cognito.associateSoftwareToken(it -> it.accessToken(user.accessToken()));
    var app = new Authenticator(secret.secretCode());
    cognito.verifySoftwareToken(it -> it.accessToken(user.accessToken()).userCode(app.nextCode()));
    cognito.setUserMFAPreference(it ->
        it.accessToken(user.accessToken())
            .softwareTokenMfaSettings(totp -> totp.enabled(true).preferredMfa(true)));
    recoveryCodes.replace(new UserId(user.sub()));
    assertThat(get("/v1/admin/users/" + user.sub()).path("totpEnabled").booleanValue()).isTrue();

    assertThat(post(user.sub() + "/reset-totp")).hasStatus(204);
    assertThat(post(user.sub() + "/reset-totp")).hasStatus(204);

    assertThat(get("/v1/admin/users/" + user.sub()).path("totpEnabled").booleanValue()).isFalse();
    assertThat(recoveryCodes.exist(new UserId(user.sub()))).isFalse();
    assertThat(sessions.isRevoked(decoder.decode(user.accessToken()))).isTrue();
    assertThat(events.newest(new UserId(user.sub()), Optional.empty(), 10))
        .allSatisfy(event -> {
          assertThat(event.type()).isEqualTo(SecurityEventType.TOTP_RESET_BY_ADMIN);
          assertThat(event.details()).containsEntry("adminId", "an-admin");
          assertThat(event.client().address()).isEmpty();
        })
        .isNotEmpty();
    assertProblem(
        send(HttpMethod.POST, "/v1/admin/users/an-admin/reset-totp"), 409, "cannot-modify-self");
    assertProblem(
        send(HttpMethod.POST, "/v1/admin/users/" + UUID.randomUUID() + "/reset-totp"),
        404,
        "user-not-found");
  }

  @Test
  void userWhoseAccountIsBeingDeletedCannotBeEnabled() {
    var user = AWS.users().signedIn();
    assertThat(post(user.sub() + "/disable")).hasStatus(204);
    profiles.markDeleting(new UserId(user.sub()), Instant.EPOCH);

    assertProblem(post(user.sub() + "/enable"), 409, "account-deletion-in-progress");

    assertThat(get("/v1/admin/users/" + user.sub()).path("enabled").booleanValue()).isFalse();
  }

  @Test
  void userIsAddedToAGroupAndRemoved() {
    var user = AWS.users().signedIn();
    var group = "/v1/admin/users/" + user.sub() + "/groups/publisher";

    assertThat(send(HttpMethod.PUT, group)).hasStatus(204);
    assertThat(get("/v1/admin/users/" + user.sub()).path("groups").valueStream())
        .extracting(JsonNode::stringValue)
        .containsExactly("publisher");

    assertThat(send(HttpMethod.DELETE, group)).hasStatus(204);
    assertThat(get("/v1/admin/users/" + user.sub()).path("groups")).isEmpty();
    assertThat(sessions.isRevoked(decoder.decode(user.accessToken()))).isTrue();
    assertProblem(
        send(HttpMethod.PUT, "/v1/admin/users/" + user.sub() + "/groups/root"),
        404,
        "group-not-found");
  }

  @Test
  void administratorsCannotModifyThemselves() {
    assertProblem(post("an-admin/disable"), 409, "cannot-modify-self");
    assertProblem(
        send(HttpMethod.DELETE, "/v1/admin/users/an-admin/groups/admin"),
        409,
        "cannot-modify-self");
  }

  @Test
  void unknownUsersAndImportsAreNotFound() {
    assertProblem(send(HttpMethod.GET, "/v1/admin/users/nobody"), 404, "user-not-found");
    assertProblem(post("nobody/disable"), 404, "user-not-found");
    assertProblem(post("nobody/enable"), 404, "user-not-found");
    assertProblem(
        send(HttpMethod.PUT, "/v1/admin/users/nobody/groups/admin"), 404, "user-not-found");
    assertProblem(
        send(HttpMethod.GET, "/v1/admin/user-imports/" + "a".repeat(32)), 404, "import-not-found");
  }

  @Test
  void otherUsersAreForbidden() {
    var user = AWS.users().signedIn();

    assertProblem(
        http.get()
            .uri("/v1/admin/users")
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
            .exchange(),
        403,
        "forbidden");
  }

  @Test
  void csvFileIsImportedWithAReport() {
    AWS.users().signedIn("old-" + name + "@example.com");
    var created =
        createImport(
            "email,displayName,locale\nnew-%s@example.com,Eve,de\nold-%s@example.com,,\nbad,,\n"
                .formatted(name, name));
    assertThat(created).hasStatus(202);
    var location = String.valueOf(created.getResponse().getHeader(HttpHeaders.LOCATION));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(location).path("status").stringValue().equals("succeeded"));

    var ended = get(location);
    assertThat(ended.path("result"))
        .isEqualTo(json.readTree("{\"imported\": \"1\", \"exists\": \"1\", \"rejected\": \"1\"}"));
    assertThat(ended.path("lines").path(0).path("line").intValue()).isEqualTo(3);
    assertThat(ended.path("lines").path(0).path("outcome").stringValue()).isEqualTo("exists");
    assertThat(ended.path("lines").path(1).path("reason").stringValue()).isEqualTo("invalid-email");
    assertThat(
            get("/v1/admin/users?email=new-" + name + "@example.com")
                .path("items")
                .path(0)
                .path("status")
                .stringValue())
        .isEqualTo("confirmed");
    assertThat(AWS.mailsTo("new-" + name + "@example.com")).isEmpty();
  }

  @Test
  void invalidFileIsRejected() {
    assertProblem(createImport("name\nEve\n"), 400, "invalid-request");
    assertProblem(
        createImport("email\n" + "a@example.com\n".repeat(10_001)), 413, "import-too-large");
    assertProblem(createImport("email\n" + " ".repeat(1 << 20)), 413, "import-too-large");
  }

  private MvcTestResult createImport(String file) {
    return http.post()
        .uri("/v1/admin/user-imports")
        .with(ADMIN)
        .contentType("text/csv")
        .content(file.getBytes(UTF_8))
        .exchange();
  }

  private MvcTestResult post(String path) {
    return send(HttpMethod.POST, "/v1/admin/users/" + path);
  }

  private MvcTestResult send(HttpMethod method, String path) {
    return http.method(method).uri(path).with(ADMIN).exchange();
  }

  private JsonNode get(String path) {
    var response = send(HttpMethod.GET, path);
    assertThat(response).hasStatusOk();
    return json.readTree(response.getResponse().getContentAsByteArray());
  }

  private static void assertProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }
}
