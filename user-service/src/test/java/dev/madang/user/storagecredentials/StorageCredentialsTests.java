package dev.madang.user.storagecredentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

@ExtendWith(OutputCaptureExtension.class)
class StorageCredentialsTests extends RunningService {

  private static final SignedInUser ADA = AWS.users().signedIn();

  private static final CognitoIdentityProviderClient COGNITO =
      AWS.client(CognitoIdentityProviderClient.builder());
  private static final String POOL = AWS.output("UserPoolId");

  private final MockMvcTester http;
  private final SecurityEvents events;

  @Autowired
  StorageCredentialsTests(MockMvcTester http, SecurityEvents events) {
    this.http = http;
    this.events = events;
  }

  @Test
  void responseHasAllThatAnSdkNeeds() {
    var response = createCredentials(ADA.idToken());

    assertThat(response).hasStatusOk().headers().hasValue(HttpHeaders.CACHE_CONTROL, "no-store");
    var created = ClientApp.body(response);
    assertThat(created.propertyNames())
        .containsExactlyInAnyOrder(
            "accessKeyId",
            "secretAccessKey",
            "sessionToken",
            "expiresAt",
            "bucket",
            "prefix",
            "region",
            "accelerated",
            "endpoint",
            "pathStyle");
    assertThat(created.required("bucket").stringValue())
        .isEqualTo(AWS.output("PrivateSpaceBucket"));
    assertThat(created.required("prefix").stringValue()).isEqualTo("private/" + ADA.sub() + "/");
    assertThat(created.required("region").stringValue()).isEqualTo("eu-central-1");
    assertThat(created.required("accelerated").booleanValue()).isFalse();
    assertThat(created.required("endpoint").stringValue()).isEqualTo(AWS.endpoint().toString());
  }

  @Test
  void credentialsExpireWithinAnHour() {
    var expiresAt =
        ClientApp.body(createCredentials(ADA.idToken())).required("expiresAt").stringValue();

    assertThat(Instant.parse(expiresAt))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(55)), Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void issueIsRecordedAsSecurityEvent() {
    var user = AWS.users().signedIn();

    var created =
        ClientApp.body(ClientApp.createCredentials(http, user.accessToken(), user.idToken()));

    var event = events.newest(new UserId(user.sub()), Optional.empty(), 10).getFirst();
    assertThat(event.type()).isEqualTo(SecurityEventType.STORAGE_CREDENTIALS_ISSUED);
    assertThat(event.details())
        .isEqualTo(
            Map.of(
                "prefix", created.required("prefix").stringValue(),
                "expiresAt", created.required("expiresAt").stringValue()));
  }

  @Test
  void secretsAreNotLogged(CapturedOutput log) {
    var created = ClientApp.body(createCredentials(ADA.idToken()));

    assertThat(log)
        .doesNotContain(ADA.idToken())
        .doesNotContain(created.required("secretAccessKey").stringValue())
        .doesNotContain(created.required("sessionToken").stringValue());
    var credentials = new StorageCredentials("id", "secret", "session", Instant.EPOCH);
    assertThat(credentials.toString()).doesNotContain("secret").doesNotContain("session");
    var request = new StorageCredentialsController.CreateStorageCredentialsRequest("id-token");
    assertThat(request.toString()).doesNotContain("id-token");
  }

  @Test
  void idTokenOfAnotherUserIsForbidden() {
    var bob = AWS.users().signedIn();

    assertProblem(createCredentials(bob.idToken()), 403, "forbidden");
    assertThat(events.newest(new UserId(ADA.sub()), Optional.empty(), 100))
        .noneMatch(event -> event.details().containsValue("private/" + bob.sub() + "/"));
  }

  @Test
  void otherTokensAreInvalid() {
    assertInvalid(ADA.accessToken());
    assertInvalid("not a token");
    assertInvalid("a.b.c");
    assertInvalid(ADA.idToken() + "x");
    assertInvalid(ADA.idToken().substring(0, ADA.idToken().lastIndexOf('.') + 1));
  }

  @Test
  void userWhoSignedOutEverywhereGetsNoCredentials() {
    var user = AWS.users().signedIn();
    COGNITO.adminUserGlobalSignOut(it -> it.userPoolId(POOL).username(user.email()));

    assertProblem(
        ClientApp.createCredentials(http, user.accessToken(), user.idToken()),
        400,
        "invalid-id-token");
  }

  @Test
  void disabledUserGetsNoCredentials() {
    var user = AWS.users().signedIn();
    COGNITO.adminDisableUser(it -> it.userPoolId(POOL).username(user.email()));

    assertProblem(
        ClientApp.createCredentials(http, user.accessToken(), user.idToken()),
        400,
        "invalid-id-token");
  }

  @Test
  void idTokenOfAnotherClientIsInvalid() {
    var client =
        COGNITO
            .createUserPoolClient(it ->
                it.userPoolId(POOL)
                    .clientName("another-" + UUID.randomUUID())
                    .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
            .userPoolClient()
            .clientId();
    var password = "Another-Password-1";
    COGNITO.adminSetUserPassword(
        it -> it.userPoolId(POOL).username(ADA.email()).password(password).permanent(true));
    var tokens =
        COGNITO
            .initiateAuth(it ->
                it.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", ADA.email(), "PASSWORD", password)))
            .authenticationResult();

    assertInvalid(tokens.idToken());
  }

  @Test
  void invalidRequestIsRejected() {
    assertProblem(post("{}"), 400, "invalid-request");
    assertProblem(post("{\"idToken\": \" \"}"), 400, "invalid-request");
    assertProblem(
        post("{\"idToken\": \"%s\"}".formatted("x".repeat(8193))), 400, "invalid-request");
    assertProblem(post("{\"idToken\": \"x\", \"prefix\": \"private/\"}"), 400, "unknown-field");
  }

  @Test
  void userTokenIsRequired() {
    var request = http.post().uri("/v1/me/storage-credentials");
    assertProblem(
        request.contentType(MediaType.APPLICATION_JSON).content("{}").exchange(),
        401,
        "missing-token");
    var service =
        SecurityMockMvcRequestPostProcessors.jwt()
            .authorities(new SimpleGrantedAuthority("SCOPE_madang/users.read"));
    assertProblem(
        http.post()
            .uri("/v1/me/storage-credentials")
            .with(service)
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"idToken\": \"x\"}")
            .exchange(),
        403,
        "forbidden");
  }

  private MvcTestResult createCredentials(String idToken) {
    return ClientApp.createCredentials(http, ADA.accessToken(), idToken);
  }

  private MvcTestResult post(String body) {
    return http.post()
        .uri("/v1/me/storage-credentials")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + ADA.accessToken())
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  private void assertInvalid(String idToken) {
    assertProblem(createCredentials(idToken), 400, "invalid-id-token");
  }

  private static void assertProblem(MvcTestResult result, int status, String type) {
    assertThat(result)
        .hasStatus(status)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + type);
  }
}
