package dev.madang.user.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.AccountApi;
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

/** No response reveals whether an address has an account, or the status of that account. */
class AccountEnumerationTests extends AccountApi {

  enum Known {
    UNCONFIRMED,
    CONFIRMED,
    DISABLED,
    DISABLED_BEFORE_CONFIRMED
  }

  @Autowired
  AccountEnumerationTests(MockMvcTester http, JsonMapper json) {
    super(http, json);
  }

  @ParameterizedTest
  @EnumSource
  void respondsAsToAnUnknownAddress(Known known) {
    make(known);
    for (var call : calls()) {
      var response = post(call.path(), call.body(email));
      var unknown = "nobody-" + UUID.randomUUID() + "@example.com";
      var unknownResponse = post(call.path(), call.body(unknown));

      assertThat(content(response)).as("%s of %s", call, known).isEqualTo(content(unknownResponse));
    }
  }

  private static List<Call> calls() {
    return List.of(
        new Call("/v1/auth/sign-up", Map.of("password", PASSWORD, "displayName", "Ada")),
        new Call("/v1/auth/sign-up", Map.of("password", "weak")),
        new Call("/v1/auth/sign-up", Map.of("password", " Outer-Space-1")),
        new Call("/v1/auth/sign-in", Map.of("password", "Not-The-Password-1")),
        new Call("/v1/auth/sign-in", Map.of("password", " Outer-Space-1 ")),
        new Call("/v1/auth/confirm", Map.of("code", "000000")),
        new Call("/v1/auth/confirm", Map.of("code", "000000", "password", PASSWORD)),
        new Call("/v1/auth/confirm", Map.of("code", "000000", "password", "Not-The-Password-1")),
        new Call("/v1/auth/resend-code", Map.of()),
        new Call("/v1/auth/forgot-password", Map.of()),
        new Call("/v1/auth/reset-password", Map.of("code", "000000", "newPassword", PASSWORD)),
        new Call("/v1/auth/reset-password", Map.of("code", "000000", "newPassword", "weak")));
  }

  private record Call(String path, Map<String, String> rest) {
    Map<String, String> body(String email) {
      var body = new HashMap<>(rest);
      body.put("email", email);
      return body;
    }
  }

  private static List<Object> content(MvcTestResult result) {
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
