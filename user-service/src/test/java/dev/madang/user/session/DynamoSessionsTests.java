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
  void instancesTrackASessionAtMostOnceAnHourTogether() {
    var token = token(ada, "session-of-two-instances");
    sessions.track(token, LAPTOP);
    clock.pass(Duration.ofMinutes(30));
    sessions(clock).track(token, PHONE);
    Assertions.assertThat(sessions.of(ada)).extracting(Session::client).containsExactly(LAPTOP);

    clock.pass(Duration.ofMinutes(31));
    sessions(clock).track(token, PHONE);
    Assertions.assertThat(sessions.of(ada)).extracting(Session::client).containsExactly(PHONE);
  }
}
