package dev.madang.user.signup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.cognito.CognitoPasswordCheck;
import dev.madang.user.cognito.CognitoPasswordPolicy;
import dev.madang.user.cognito.CognitoProperties;
import dev.madang.user.cognito.CognitoUnconfirmedUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** What the local AWS does not do: mails are limited, and others sign up at the same moment. */
class CognitoSignUpTests {

  private static final String NO_MORE_MAILS =
      "{\"__type\": \"LimitExceededException\", \"message\": \"Exceeded daily email limit\"}";
  private static final String POOL =
      "{\"UserPool\": {\"Policies\": {\"PasswordPolicy\": {\"MinimumLength\": 10,"
          + " \"RequireLowercase\": true, \"RequireUppercase\": true, \"RequireNumbers\": true,"
          + " \"RequireSymbols\": false}}}}";

  private static final Response NOT_FOUND =
      new Response(400, "{\"__type\": \"UserNotFoundException\", \"message\": \"\"}");
  private static final Response EXISTS =
      new Response(400, "{\"__type\": \"UsernameExistsException\", \"message\": \"\"}");
  private static final Response UNCONFIRMED =
      new Response(
          200, "{\"Username\": \"ada\", \"UserStatus\": \"UNCONFIRMED\", \"Enabled\": true}");
  private static final Response CONFIRMED =
      new Response(
          200, "{\"Username\": \"ada\", \"UserStatus\": \"CONFIRMED\", \"Enabled\": true}");

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Supplier<Response> user = () -> NOT_FOUND;
  private volatile Response signUp = new Response(400, NO_MORE_MAILS);
  private HttpServer server;
  private CognitoSignUp signUps;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
          var response = respond(operation.substring(operation.lastIndexOf('.') + 1));
          var body = response.body().getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(response.status(), body.length);
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
        new CognitoSignUp(
            cognito,
            properties,
            new CognitoPasswordPolicy(cognito, properties),
            new CognitoUnconfirmedUsers(cognito, properties),
            new CognitoPasswordCheck(cognito, properties),
            (_, _, _, _) -> true);
  }

  private Response respond(String operation) {
    calls.add(operation);
    return switch (operation) {
      case "DescribeUserPool" -> new Response(200, POOL);
      case "AdminGetUser" -> user.get();
      case "AdminDeleteUser" -> {
        user = () -> NOT_FOUND;
        yield new Response(200, "{}");
      }
      default -> signUp;
    };
  }

  private record Response(int status, String body) {}

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void respondsToANewAddressAsToAKnownOneWhenTheMailLimitIsExceeded() {
    assertThatCode(() -> signUps.signUp("ada@example.com", "Correct-Horse-1", "Ada"))
        .doesNotThrowAnyException();
  }

  @Test
  void aUserIsNotDeletedOnAnOldStatus() {
    signUp = EXISTS;
    user =
        () -> {
          sleep();
          user = () -> CONFIRMED;
          return UNCONFIRMED;
        };

    signUps.signUp("ada@example.com", "Correct-Horse-1", "Ada");

    assertThat(calls).doesNotContain("AdminDeleteUser");
  }

  @Test
  void aSignUpThatOthersReplaceAgainAndAgainIsRefused() {
    signUp = EXISTS;

    assertThatThrownBy(() -> signUps.signUp("ada@example.com", "Correct-Horse-1", "Ada"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problemType()).isEqualTo(CommonProblem.SERVICE_UNAVAILABLE));
    assertThat(calls).filteredOn("SignUp"::equals).hasSize(3);
  }

  private static void sleep() {
    try {
      Thread.sleep(2100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
