package dev.madang.user.storagecredentials;

import static dev.madang.defaults.problem.CommonProblem.SERVICE_UNAVAILABLE;
import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
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

/** Failures that the local AWS never has: throttling, errors and timeouts. */
class CognitoStorageCredentialsTests {

  private static final UserId ADA = new UserId("ada");
  private static final IdentityPoolProperties IDENTITY_POOL =
      new IdentityPoolProperties(
          "pool",
          URI.create("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool"),
          Duration.ofSeconds(1));

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
    credentials = new CognitoStorageCredentials(client, IDENTITY_POOL);
  }

  @AfterEach
  void stop() {
    cognito.stop(0);
  }

  @Test
  void throttlingIsTooManyRequests() {
    respondWith(400, "TooManyRequestsException");

    assertProblem(TOO_MANY_REQUESTS);
  }

  @Test
  void errorOfCognitoIsServiceUnavailable() {
    respondWith(500, "InternalErrorException");
    assertUnavailable();
  }

  @Test
  void errorOfTheUserPoolIsServiceUnavailable() {
    respondWith(400, "ExternalServiceException");
    assertUnavailable();
  }

  @Test
  void refusedConnectionIsServiceUnavailable() {
    cognito.stop(0);
    assertUnavailable();
  }

  @Test
  void timeoutIsServiceUnavailable() {
    cognito.createContext("/", exchange -> {}); // sends no response
    assertUnavailable();
  }

  @Test
  void providerIsTheIssuerWithoutItsScheme() {
    assertThat(IDENTITY_POOL.provider())
        .isEqualTo("cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool");
  }

  @Test
  void onlyTheS3OfAwsHasTransferAcceleration() {
    assertThat(storage("", "Enabled").accelerated()).isTrue();
    assertThat(storage("", "Enabled").customEndpoint()).isEmpty();
    assertThat(storage("http://localhost:4566", "Enabled").accelerated()).isFalse();
    assertThat(storage("", "Suspended").accelerated()).isFalse();
  }

  private void assertUnavailable() {
    assertProblem(SERVICE_UNAVAILABLE);
  }

  private void assertProblem(CommonProblem type) {
    assertThatThrownBy(() -> credentials.create(ADA, "x"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.problemType()).isEqualTo(type);
              assertThat(problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
            });
  }

  private void respondWith(int status, String type) {
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

  private static StorageProperties storage(String endpoint, String acceleration) {
    return new StorageProperties(
        "bucket", "exports", "eu-central-1", endpoint, false, acceleration);
  }
}
