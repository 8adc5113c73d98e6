package dev.madang.user.signup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import dev.madang.user.cognito.CognitoPasswordPolicy;
import dev.madang.user.cognito.CognitoProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A case that the local AWS does not have: the daily mail limit is exceeded. */
class CognitoMailLimitTests {

  private static final String NO_MORE_MAILS =
      "{\"__type\": \"LimitExceededException\", \"message\": \"Exceeded daily email limit\"}";
  private static final String POOL =
      "{\"UserPool\": {\"Policies\": {\"PasswordPolicy\": {\"MinimumLength\": 10,"
          + " \"RequireLowercase\": true, \"RequireUppercase\": true, \"RequireNumbers\": true,"
          + " \"RequireSymbols\": false}}}}";

  private HttpServer server;
  private CognitoSignUp signUps;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
          var isPool = operation.endsWith(".DescribeUserPool");
          var body = (isPool ? POOL : NO_MORE_MAILS).getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(isPool ? 200 : 400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    var cognito =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(URI.create("http://localhost:" + server.getAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    var properties = new CognitoProperties("client", "eu-central-1_pool");
    signUps =
        new CognitoSignUp(cognito, properties, new CognitoPasswordPolicy(cognito, properties));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void respondsToANewAddressAsToAKnownOneWhenTheMailLimitIsExceeded() {
    assertThatCode(() -> signUps.signUp("ada@example.com", "Correct-Horse-1", "Ada"))
        .doesNotThrowAnyException();
  }
}
