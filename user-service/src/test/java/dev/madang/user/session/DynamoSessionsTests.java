package dev.madang.user.session;

import dev.madang.localaws.LocalAws;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoSessionsTests extends SessionsContract {

  static final SessionProperties PROPERTIES =
      new SessionProperties(
          "user-service-sessions",
          "user-service-revocations",
          Duration.ofDays(30),
          Duration.ofHours(1),
          Duration.ofHours(1));

  private final DynamoDbClient dynamo = LocalAws.running().client(DynamoDbClient.builder());

  @Override
  Sessions sessions(Clock clock) {
    return new DynamoSessions(
        dynamo, PROPERTIES, new DynamoRevocations(dynamo, PROPERTIES, clock), clock);
  }

  @Test
  void anotherCopySeesAsRarely() {
    var token = token(ada, "session-of-two-copies");
    sessions.seen(token, LAPTOP);
    clock.pass(Duration.ofMinutes(30));
    sessions(clock).seen(token, PHONE);
    Assertions.assertThat(sessions.of(ada)).extracting(Session::origin).containsExactly(LAPTOP);

    clock.pass(Duration.ofMinutes(31));
    sessions(clock).seen(token, PHONE);
    Assertions.assertThat(sessions.of(ada)).extracting(Session::origin).containsExactly(PHONE);
  }
}
