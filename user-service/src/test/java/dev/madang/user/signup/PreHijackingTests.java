package dev.madang.user.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.madang.user.AccountApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody signs up with the address of another person, before or after that person does. Every
 * code is mailed to the owner of the address.
 */
class PreHijackingTests extends AccountApi {

  private static final String STRANGERS = "Strangers-Horse-1";

  private final CognitoIdentityProviderClient cognito =
      AWS.client(CognitoIdentityProviderClient.builder());
  private final String pool = AWS.output("UserPoolId");

  @Autowired
  PreHijackingTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @Test
  void afterAStrangersSignUpTheOwnersPasswordIsConfirmed() {
    var strangers = signUpWith(STRANGERS);
    var owners = signUpWith(PASSWORD);
    assumeFalse(strangers.equals(owners));

    assertProblem(confirm(strangers), 400, "invalid-code");
    assertThat(confirm(owners)).hasStatus(204);

    assertOnlyTheOwnerSignsIn();
  }

  @Test
  void theCodeOfTheOwnersSignUpNeverConfirmsAStrangersPassword() {
    var owners = signUpWith(PASSWORD);
    var strangers = signUpWith(STRANGERS);
    assumeFalse(strangers.equals(owners));

    assertProblem(confirm(owners), 400, "invalid-code");

    assertProblem(signIn(STRANGERS), 403, "email-not-verified");
    assertProblem(signIn(PASSWORD), 400, "invalid-credentials");
  }

  @Test
  void aClientThatSendsThePasswordConfirmsOnlyItsOwnSignUp() {
    signUpWith(PASSWORD);
    var strangers = signUpWith(STRANGERS);

    assertProblem(confirm(strangers, PASSWORD), 400, "invalid-code");
    assertProblem(signIn(STRANGERS), 403, "email-not-verified");

    assertThat(confirm(signUpWith(PASSWORD), PASSWORD)).hasStatus(204);
    assertOnlyTheOwnerSignsIn();
  }

  @Test
  void aResentCodeBelongsToTheLastSignUp() {
    signUpWith(STRANGERS);
    assertThat(post("/v1/auth/resend-code", Map.of("email", email))).hasStatus(202);
    var strangers = mailedCode();
    signUpWith(PASSWORD);
    assertThat(post("/v1/auth/resend-code", Map.of("email", email))).hasStatus(202);
    var owners = mailedCode();
    assumeFalse(strangers.equals(owners));

    assertProblem(confirm(strangers), 400, "invalid-code");
    assertThat(confirm(owners)).hasStatus(204);

    assertOnlyTheOwnerSignsIn();
  }

  @Test
  void aPasswordResetConfirmsNoSignUp() {
    var strangers = signUpWith(STRANGERS);
    assertThat(post("/v1/auth/forgot-password", Map.of("email", email))).hasStatus(202);
    assertThat(AWS.mailsTo(email)).hasSize(1);
    assertProblem(reset(strangers, STRANGERS), 400, "invalid-code");

    var owners = signUpWith(PASSWORD);
    assertProblem(reset(owners, STRANGERS), 400, "invalid-code");
    assertThat(confirm(owners)).hasStatus(204);

    assertOnlyTheOwnerSignsIn();
  }

  @Test
  void aPasswordResetAfterTheConfirmationEndsWhatAStrangerHas() {
    signUpWith(PASSWORD);
    var strangers = signUpWith(STRANGERS);
    // The owner has sent the last code that was mailed, without the password.
    assertThat(confirm(strangers)).hasStatus(204);
    var session = tokens(signIn(STRANGERS)).path("refreshToken").stringValue();

    assertThat(post("/v1/auth/forgot-password", Map.of("email", email))).hasStatus(202);
    assertThat(reset(mailedCode(), PASSWORD)).hasStatus(204);

    assertProblem(
        post("/v1/auth/refresh", Map.of("refreshToken", session)), 400, "invalid-credentials");
    assertOnlyTheOwnerSignsIn();
  }

  @Test
  void aLaterSignUpDoesNotTouchAConfirmedAccount() {
    assertThat(confirm(signUpWith(PASSWORD))).hasStatus(204);

    signUpWith(STRANGERS);

    assertThat(AWS.mailsTo(email)).hasSize(1);
    assertOnlyTheOwnerSignsIn();
  }

  @Test
  void aDisabledSignUpIsNotReplaced() {
    signUpWith(STRANGERS);
    cognito.adminDisableUser(it -> it.userPoolId(pool).username(email));

    signUpWith(PASSWORD);

    assertThat(AWS.mailsTo(email)).hasSize(1);
    assertThat(cognito.adminGetUser(it -> it.userPoolId(pool).username(email)).enabled()).isFalse();
  }

  @Test
  void anInvitedUserIsNotReplaced() {
    cognito.adminCreateUser(
        it -> it.userPoolId(pool).username(email).temporaryPassword("Temporary-Horse-1"));

    post("/v1/auth/sign-up", Map.of("email", email, "password", STRANGERS));

    assertThat(challenge(signIn("Temporary-Horse-1")).path("challenge").stringValue())
        .isEqualTo("new-password");
  }

  /** Returns the mailed code. */
  private String signUpWith(String password) {
    assertThat(post("/v1/auth/sign-up", Map.of("email", email, "password", password)))
        .hasStatus(202);
    return mailedCode();
  }

  private MvcTestResult confirm(String code, String password) {
    return post("/v1/auth/confirm", Map.of("email", email, "code", code, "password", password));
  }

  private MvcTestResult reset(String code, String password) {
    return post(
        "/v1/auth/reset-password", Map.of("email", email, "code", code, "newPassword", password));
  }

  private void assertOnlyTheOwnerSignsIn() {
    assertProblem(signIn(STRANGERS), 400, "invalid-credentials");
    tokens(signIn(PASSWORD));
  }
}
