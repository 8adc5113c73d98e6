package dev.madang.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.json.JsonMapper;

/** No answer tells a stranger whether an address has an account, nor how that account is doing. */
class SilentAnswersTests extends AccountService {

  enum Known {
    UNCONFIRMED,
    CONFIRMED,
    DISABLED,
    DISABLED_BEFORE_CONFIRMED
  }

  @Autowired
  SilentAnswersTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @ParameterizedTest
  @EnumSource
  void theAnswersAreThoseOfAnUnknownAddress(Known known) {
    make(known);
    for (var question : questions()) {
      var answer = post(question.path(), question.body(email));
      var unknown = "nobody-" + UUID.randomUUID() + "@example.com";
      var stranger = post(question.path(), question.body(unknown));

      assertThat(said(answer)).as("%s of %s", question, known).isEqualTo(said(stranger));
    }
  }

  private static List<Question> questions() {
    return List.of(
        new Question("/v1/auth/sign-up", Map.of("password", PASSWORD, "displayName", "Ada")),
        new Question("/v1/auth/sign-up", Map.of("password", "weak")),
        new Question("/v1/auth/sign-up", Map.of("password", " Outer-Space-1")),
        new Question("/v1/auth/sign-in", Map.of("password", "Not-The-Password-1")),
        new Question("/v1/auth/sign-in", Map.of("password", " Outer-Space-1 ")),
        new Question("/v1/auth/confirm", Map.of("code", "no code")),
        new Question("/v1/auth/resend-code", Map.of()),
        new Question("/v1/auth/forgot-password", Map.of()),
        new Question("/v1/auth/reset-password", Map.of("code", "no code", "newPassword", PASSWORD)),
        new Question("/v1/auth/reset-password", Map.of("code", "no code", "newPassword", "weak")));
  }

  private record Question(String path, Map<String, String> rest) {
    Map<String, String> body(String email) {
      var body = new HashMap<>(rest);
      body.put("email", email);
      return body;
    }
  }

  private static List<Object> said(MvcTestResult result) {
    var response = result.getResponse();
    var headers = response.getHeaderNames().stream().sorted().toList();
    return List.of(
        response.getStatus(),
        new String(response.getContentAsByteArray(), StandardCharsets.UTF_8),
        headers,
        headers.stream().map(response::getHeader).toList());
  }

  private void make(Known known) {
    signUp("Ada");
    if (known == Known.CONFIRMED || known == Known.DISABLED) {
      confirm(mailedCode());
    }
    if (known == Known.DISABLED || known == Known.DISABLED_BEFORE_CONFIRMED) {
      AWS.client(CognitoIdentityProviderClient.builder())
          .adminDisableUser(it -> it.userPoolId(AWS.output("UserPoolId")).username(email));
    }
  }
}
