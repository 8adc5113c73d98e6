package dev.madang.defaults.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.madang.defaults.problem.ProblemException;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The clients that Spring Cloud AWS makes, while DynamoDB answers with errors. */
class AwsRequestBudgetTests {

  private final AtomicInteger attempts = new AtomicInteger();
  private HttpServer dynamo;

  @BeforeEach
  void start() throws IOException {
    dynamo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    dynamo.createContext(
        "/",
        exchange -> {
          attempts.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    dynamo.start();
  }

  @AfterEach
  void stop() {
    dynamo.stop(0);
  }

  @Test
  void aCallMakesThreeAttempts() {
    withClient(client -> {
      assertThatThrownBy(client::listTables).isInstanceOf(SdkException.class);
      assertThat(attempts).hasValue(3);
    });
  }

  @Test
  void allCallsOfARequestHaveThreeRetries() {
    withClient(client ->
        new RequestBudget(Duration.ofMinutes(1), 3)
            .run(() -> {
              assertThatThrownBy(client::listTables).isInstanceOf(SdkException.class);
              assertThatThrownBy(client::listTables).isInstanceOf(ProblemException.class);
              assertThatThrownBy(client::listTables).isInstanceOf(ProblemException.class);
              assertThat(attempts).hasValue(3 + 2 + 1);
            }));
  }

  @Test
  void aRequestThatNobodyWaitsForMakesNoCall() {
    withClient(client ->
        new RequestBudget(Duration.ZERO, 3)
            .run(() -> {
              assertThatThrownBy(client::listTables)
                  .isInstanceOfSatisfying(
                      ProblemException.class,
                      it -> assertThat(it.problemType().code()).isEqualTo("gateway-timeout"));
              assertThat(attempts).hasValue(0);
              assertThatThrownBy(() -> RequestBudget.unlimited(client::listTables))
                  .isInstanceOf(SdkException.class);
              assertThat(RequestBudget.remainingTime()).contains(Duration.ZERO);
            }));
  }

  private void withClient(Consumer<DynamoDbClient> test) {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                AwsAutoConfiguration.class,
                CredentialsProviderAutoConfiguration.class,
                RegionProviderAutoConfiguration.class,
                DynamoDbAutoConfiguration.class,
                AwsRequestBudgetConfiguration.class))
        .withPropertyValues(
            "spring.cloud.aws.endpoint=http://localhost:" + dynamo.getAddress().getPort(),
            "spring.cloud.aws.region.static=eu-central-1",
            "spring.cloud.aws.credentials.access-key=local",
            "spring.cloud.aws.credentials.secret-key=local")
        .run(context -> test.accept(context.getBean(DynamoDbClient.class)));
  }
}
