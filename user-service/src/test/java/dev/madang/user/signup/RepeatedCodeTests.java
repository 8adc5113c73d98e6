package dev.madang.user.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.AccountApi;
import dev.madang.user.usedcode.UsedCodes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.json.JsonMapper;

/** A request with a mailed code arrives twice: a double click, or a client that repeats it. */
class RepeatedCodeTests extends AccountApi {

  private static final String NEW_PASSWORD = "Another-Horse-2";

  private final UsedCodes usedCodes;

  @Autowired
  RepeatedCodeTests(MockMvcTester http, JsonMapper json, UsedCodes usedCodes) {
    super(http, json);
    this.usedCodes = usedCodes;
  }

  @Test
  void twoSimultaneousConfirmationsSucceed() throws Exception {
    signUp("Ada");
    var code = mailedCode();

    assertThat(twice(() -> confirm(code))).allSatisfy(it -> assertThat(it).hasStatus(204));

    assertThat(confirm(code)).hasStatus(204);
    assertProblem(confirm(wrongCode()), 400, "invalid-code");
    tokens(signIn(PASSWORD));
  }

  @Test
  void twoSimultaneousWrongConfirmationsFail() throws Exception {
    signUp("Ada");
    var wrong = wrongCode();

    for (var result : twice(() -> confirm(wrong))) {
      assertProblem(result, 400, "invalid-code");
    }
    assertThat(confirm(mailedCode())).hasStatus(204);
  }

  @Test
  void aRepeatedConfirmationWithAnotherPasswordFails() {
    signUp("Ada");
    var code = mailedCode();
    assertThat(confirm(code)).hasStatus(204);

    for (var password : List.of(PASSWORD, "Not-The-Password-1")) {
      var result =
          post("/v1/auth/confirm", Map.of("email", email, "code", code, "password", password));
      if (password.equals(PASSWORD)) {
        assertThat(result).hasStatus(204);
      } else {
        assertProblem(result, 400, "invalid-code");
      }
    }
  }

  @Test
  void twoResetsWithOneCodeAndOnePasswordSucceed() throws Exception {
    signUpAndConfirm();
    post("/v1/auth/forgot-password", Map.of("email", email));
    var code = mailedCode();

    assertThat(twice(() -> reset(code, NEW_PASSWORD)))
        .allSatisfy(it -> assertThat(it).hasStatus(204));

    assertThat(reset(code, NEW_PASSWORD)).hasStatus(204);
    tokens(signIn(NEW_PASSWORD));
  }

  @Test
  void aRepeatedResetEndsNoSessionThatBeganSince() {
    signUpAndConfirm();
    post("/v1/auth/forgot-password", Map.of("email", email));
    var code = mailedCode();
    assertThat(reset(code, NEW_PASSWORD)).hasStatus(204);
    var refreshToken = tokens(signIn(NEW_PASSWORD)).path("refreshToken").stringValue();

    assertThat(reset(code, NEW_PASSWORD)).hasStatus(204);

    assertThat(post("/v1/auth/refresh", Map.of("refreshToken", refreshToken))).hasStatusOk();
  }

  @Test
  void aRepeatedResetRevokesTheSessionsIfTheProcessStoppedBefore() {
    signUpAndConfirm();
    var refreshToken = tokens(signIn(PASSWORD)).path("refreshToken").stringValue();
    var forgotten = post("/v1/auth/forgot-password", Map.of("email", email));
    assertThat(forgotten).hasStatus(202);
    var code = mailedCode();
    usedCodes.use(
        UsedCodes.Purpose.RESET_PASSWORD,
        email,
        code,
        () ->
            AWS.client(CognitoIdentityProviderClient.builder())
                .confirmForgotPassword(reset ->
                    reset
                        .clientId(AWS.output("AppClientId"))
                        .username(email)
                        .confirmationCode(code)
                        .password(NEW_PASSWORD)));

    assertProblem(reset(code, "Strangers-Horse-1"), 400, "invalid-code");
    assertThat(post("/v1/auth/refresh", Map.of("refreshToken", refreshToken))).hasStatusOk();
    assertThat(reset(code, NEW_PASSWORD)).hasStatus(204);

    assertProblem(
        post("/v1/auth/refresh", Map.of("refreshToken", refreshToken)), 400, "invalid-credentials");
    tokens(signIn(NEW_PASSWORD));
  }

  @Test
  void aUsedCodeSetsNoOtherPassword() {
    signUpAndConfirm();
    post("/v1/auth/forgot-password", Map.of("email", email));
    var code = mailedCode();
    assertThat(reset(code, NEW_PASSWORD)).hasStatus(204);

    assertProblem(reset(code, "Strangers-Horse-1"), 400, "invalid-code");

    tokens(signIn(NEW_PASSWORD));
  }

  private MvcTestResult reset(String code, String password) {
    return post(
        "/v1/auth/reset-password", Map.of("email", email, "code", code, "newPassword", password));
  }

  private static List<MvcTestResult> twice(Callable<MvcTestResult> call)
      throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(2)) {
      return threads.invokeAll(List.of(call, call)).stream()
          .map(RepeatedCodeTests::result)
          .toList();
    }
  }

  private static MvcTestResult result(Future<MvcTestResult> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
