package dev.madang.user.space;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.madang.user.profile.UserId;
import dev.madang.user.space.StorageCredentialsController.SpaceProblems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** What the local AWS never does: be away, be slow, want to be asked less often. */
class CognitoStorageCredentialsTests {

  private static final UserId ADA = new UserId("ada");

  private HttpServer cognito;
  private CognitoStorageCredentials credentials;

  @BeforeEach
  void start() throws IOException {
    cognito = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cognito.start();
    var endpoint = URI.create("http://localhost:" + cognito.getAddress().getPort());
    var client =
        CognitoIdentityClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(it ->
                it.retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(Duration.ofSeconds(2)))
            .build();
    credentials = new CognitoStorageCredentials(client, properties("", "Suspended"));
  }

  @AfterEach
  void stop() {
    cognito.stop(0);
  }

  @Test
  void throttlingIsTold() {
    answers(400, "TooManyRequestsException");

    assertThatThrownBy(() -> credentials.issue(ADA, "x")).isInstanceOf(TooManyCredentials.class);
    assertThat(new SpaceProblems().on(new TooManyCredentials(new RuntimeException())).getStatus())
        .isEqualTo(429);
  }

  @Test
  void troubleOfCognitoIsNotBlamedOnTheToken() {
    answers(500, "InternalErrorException");
    assertAway();
  }

  @Test
  void aUserPoolThatDoesNotAnswerTheIdentityPoolIsTroubleToo() {
    answers(400, "ExternalServiceException");
    assertAway();
  }

  @Test
  void aCognitoThatIsNotThereIsAway() {
    cognito.stop(0);
    assertAway();
  }

  @Test
  void aCognitoThatNeverAnswersIsAway() {
    cognito.createContext("/", exchange -> {}); // never answered
    assertAway();
  }

  @Test
  void whoComesTooEarlyIsToldWhenToComeAgain() {
    var told = new SpaceProblems().on(new CredentialsUnavailable(new RuntimeException()));

    assertThat(told.getStatusCode().value()).isEqualTo(503);
    assertThat(told.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
  }

  @Test
  void theIdentityPoolIsToldTheIssuerWithoutItsScheme() {
    assertThat(properties("", "Suspended").provider())
        .isEqualTo("cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool");
  }

  @Test
  void onlyTheS3OfAwsAccelerates() {
    assertThat(properties("", "Enabled").accelerated()).isTrue();
    assertThat(properties("", "Enabled").foreignEndpoint()).isEmpty();
    assertThat(properties("http://localhost:4566", "Enabled").accelerated()).isFalse();
    assertThat(properties("", "Suspended").accelerated()).isFalse();
  }

  private void assertAway() {
    assertThatThrownBy(() -> credentials.issue(ADA, "x"))
        .isInstanceOf(CredentialsUnavailable.class);
  }

  private void answers(int status, String type) {
    var body = "{\"__type\": \"%s\", \"message\": \"no\"}".formatted(type).getBytes(UTF_8);
    cognito.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static SpaceProperties properties(String endpoint, String acceleration) {
    return new SpaceProperties(
        "bucket",
        "eu-central-1",
        endpoint,
        false,
        acceleration,
        "pool",
        URI.create("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool"),
        Duration.ofSeconds(1));
  }
}
