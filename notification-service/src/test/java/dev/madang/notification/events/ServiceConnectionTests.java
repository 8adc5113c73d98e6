package dev.madang.notification.events;

import static dev.madang.notification.events.Examples.data;
import static dev.madang.notification.events.Examples.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.LocalAws;
import dev.madang.localaws.LocalAwsContainer;
import dev.madang.notification.UserId;
import dev.madang.notification.inbox.Inbox;
import dev.madang.notification.inbox.Notification;
import dev.madang.notification.recipient.StubUserService;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import software.amazon.awssdk.services.sns.SnsClient;

/** An app's own container of the local AWS: no property names its address or credentials. */
@SpringBootTest(properties = {"MADANG_TLS_CERTIFICATE=", "MADANG_TLS_KEY=", "MADANG_TLS_CA="})
@EnabledIfEnvironmentVariable(named = "MADANG_TEST_LOCAL_AWS", matches = "container")
class ServiceConnectionTests {
  private static final Set<String> FROM_THE_CONNECTION =
      Set.of("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

  @TestConfiguration(proxyBeanMethods = false)
  static class Aws {
    @Bean
    @ServiceConnection
    LocalAwsContainer container() {
      return new LocalAwsContainer();
    }

    @Bean
    LocalAws localAws(LocalAwsContainer container) {
      return LocalAws.in(container);
    }

    @Bean
    DynamicPropertyRegistrar settings(LocalAws aws) {
      var environment = aws.environment("notification-service");
      return registry -> {
        environment.entrySet().stream()
            .filter(entry -> !FROM_THE_CONNECTION.contains(entry.getKey()))
            .forEach(entry -> registry.add(entry.getKey(), entry::getValue));
        registry.add("MADANG_USER_SERVICE_URL", StubUserService.running()::url);
      };
    }
  }

  @Test
  void eventsOfTheContainerReachTheInboxInIt(@Autowired LocalAws aws, @Autowired Inbox inbox) {
    var kim = new UserId(UUID.randomUUID().toString());
    var event = example("media-ready.v1").put("id", UUID.randomUUID().toString());
    data(event).put("userId", kim.value());
    aws.client(SnsClient.builder())
        .publish(it -> it.topicArn(aws.output("MediaEventsTopicArn")).message(event.toString()));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(inbox.newest(kim, Optional.empty(), 10))
                .extracting(Notification::type)
                .containsExactly("madang.media.ready.v1"));
  }
}
