package dev.madang.user.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.cognito.CognitoProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A case that the local AWS does not have: throttling. */
class CognitoGlobalSignOutTests {

  @Test
  void throttlingIsTooManyRequests() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = "{\"__type\": \"TooManyRequestsException\"}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (var cognito =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(URI.create("http://localhost:" + server.getAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      var token = Jwt.withTokenValue("token").header("alg", "none").subject("ada").build();

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() ->
              new CognitoGlobalSignOut(cognito, new CognitoProperties("client", "pool"))
                  .signOut(token))
          .returns(CommonProblem.TOO_MANY_REQUESTS, ProblemException::problemType);
    } finally {
      server.stop(0);
    }
  }
}
