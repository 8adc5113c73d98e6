package dev.madang.user.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Cognito's keys are not available; needs a real server, which renders the failure itself. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "server.ssl.enabled=false",
      "management.server.port=0",
      "madang.security.jwks-uri=http://localhost:1/",
      "spring.cloud.aws.credentials.access-key=local",
      "spring.cloud.aws.credentials.secret-key=local",
      "MADANG_TLS_CERTIFICATE=",
      "MADANG_TLS_KEY=",
      "MADANG_TLS_CA=",
      "MADANG_MEDIA_SERVICE_URL=http://localhost:1",
      "MADANG_NOTIFICATION_SERVICE_URL=http://localhost:1",
    })
class TokenOutageTests extends RunningService {

  private final URI me;

  TokenOutageTests(@LocalServerPort int port) {
    me = URI.create("http://localhost:" + port + "/v1/me");
  }

  @Test
  void anUnverifiableTokenIsAnInternalError() throws Exception {
    var token = AWS.users().signedIn().accessToken();
    var request = HttpRequest.newBuilder(me).header("Authorization", "Bearer " + token).build();

    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(response.body())
          .contains("\"type\":\"urn:madang:problem:internal-error\"")
          .containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
    }
  }

  @Test
  void aPathThatTheFirewallRejectsIsAProblem() throws Exception {
    var request = HttpRequest.newBuilder(me.resolve("/v1/me;a=b")).build();

    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(response.body()).contains("\"type\":\"urn:madang:problem:invalid-request\"");
    }
  }
}
