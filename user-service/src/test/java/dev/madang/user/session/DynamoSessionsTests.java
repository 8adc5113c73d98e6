package dev.madang.user.session;

import dev.madang.localaws.LocalAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
    return new DynamoSessions(dynamo, PROPERTIES, revocations(clock), clock);
  }

  private DynamoRevocations revocations(Clock clock) {
    return new DynamoRevocations(dynamo, PROPERTIES, clock);
  }

  @Test
  void aDuplicateOfRevokingAllRepeatsTheRevocationForTheGateway() {
    var token = token(ada, "session-of-two-requests");
    sessions.revokeAll(token);
    clock.pass(Duration.ofSeconds(3));
    sessions.revokeAll(token);

    Assertions.assertThat(revocations(clock).after(Optional.empty(), 1000).items())
        .filteredOn(it -> it instanceof Revocation.OfUser(var user, _, _, _) && user.equals(ada))
        .hasSize(2)
        .extracting(it -> ((Revocation.OfUser) it).notBefore())
        .containsOnly(Instant.parse("2026-11-23T09:30:01Z"));
  }

  @Test
  void theGatewayLearnsWhichSessionStays() {
    var current = token(ada, "session-that-stays");
    sessions.revokeOthers(current);
    clock.pass(Duration.ofSeconds(3));
    // A late duplicate of another request does not revoke it.
    sessions.revokeAll(token(ada, "session-revoked-before", Duration.ofSeconds(-60)));

    Assertions.assertThat(revocations(clock).after(Optional.empty(), 1000).items())
        .filteredOn(it -> it instanceof Revocation.OfUser(var user, _, _, _) && user.equals(ada))
        .hasSize(2)
        .extracting(it -> ((Revocation.OfUser) it).except())
        .containsOnly(Optional.of("session-that-stays"));
  }

  @Test
  void theGatewayKeepsASessionThatCognitoStillRefreshesForLonger() {
    sessions.revoke(ada, "session-on-a-lost-phone");
    sessions.end(ada, "session-signed-out");

    Assertions.assertThat(revocations(clock).after(Optional.empty(), 1000).items())
        .contains(
            new Revocation.OfSession(
                "session-on-a-lost-phone", seconds(Duration.ofDays(30).plusHours(1))),
            new Revocation.OfSession(
                "session-signed-out", seconds(Duration.ofHours(1).plusMinutes(5))));
  }

  private Instant seconds(Duration later) {
    return clock.instant().plus(later).truncatedTo(ChronoUnit.SECONDS);
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
