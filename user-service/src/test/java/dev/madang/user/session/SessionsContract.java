package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.MovableClock;
import dev.madang.user.UserId;
import dev.madang.user.securityevent.ClientInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** The behavior of every implementation of {@link Sessions}. */
abstract class SessionsContract {

  static final ClientInfo LAPTOP = new ClientInfo("203.0.113.7", "Laptop");
  static final ClientInfo PHONE = new ClientInfo("203.0.113.8", "Phone");

  final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T09:30:00.999Z"));
  final UserId ada = new UserId(UUID.randomUUID().toString());
  private final UserId bob = new UserId(UUID.randomUUID().toString());
  private final String laptop = UUID.randomUUID().toString();
  private final String phone = UUID.randomUUID().toString();
  Sessions sessions;

  abstract Sessions sessions(Clock clock);

  @BeforeEach
  void open() {
    sessions = sessions(clock);
  }

  @Test
  void listsSessionsNewestFirst() {
    sessions.track(token(ada, laptop), LAPTOP);
    clock.pass(Duration.ofMinutes(1));
    sessions.track(token(ada, phone), PHONE);

    assertThat(sessions.of(ada))
        .containsExactly(
            session(phone, "2026-11-23T09:31:00Z", "2026-11-23T09:31:00Z", PHONE),
            session(laptop, "2026-11-23T09:30:00Z", "2026-11-23T09:30:00Z", LAPTOP));
    assertThat(sessions.find(ada, phone)).map(Session::client).contains(PHONE);
    assertThat(sessions.of(bob)).isEmpty();
    assertThat(sessions.find(bob, phone)).isEmpty();
  }

  @Test
  void tracksASessionAtMostOnceAnHour() {
    var token = token(ada, laptop);
    sessions.track(token, LAPTOP);
    clock.pass(Duration.ofMinutes(59));
    sessions.track(token, PHONE);
    assertThat(sessions.of(ada))
        .containsExactly(session(laptop, "2026-11-23T09:30:00Z", "2026-11-23T09:30:00Z", LAPTOP));

    clock.pass(Duration.ofMinutes(2));
    sessions(clock).track(token, PHONE);
    sessions.track(token, PHONE);
    assertThat(sessions.find(ada, laptop).map(Session::createdAt))
        .contains(Instant.parse("2026-11-23T09:30:00Z"));
  }

  @Test
  void aRevokedSessionStaysRevoked() {
    var token = token(ada, laptop);
    sessions.track(token, LAPTOP);
    sessions.track(token(ada, phone), PHONE);

    sessions.revoke(ada, laptop);
    sessions.revoke(ada, laptop);
    clock.pass(Duration.ofHours(2));
    sessions.track(token, LAPTOP);

    assertThat(sessions.isRevoked(token)).isTrue();
    assertThat(sessions.isRevoked(token(ada, phone))).isFalse();
    assertThat(sessions.find(ada, laptop)).isEmpty();
    assertThat(sessions.of(ada)).extracting(Session::id).containsExactly(phone);
  }

  @Test
  void aSessionThatHasEndedAtCognitoIsRevoked() {
    var token = token(ada, laptop);
    sessions.track(token, LAPTOP);

    sessions.end(ada, laptop);
    sessions.end(ada, laptop);

    assertThat(sessions.isRevoked(token)).isTrue();
    assertThat(sessions.of(ada)).isEmpty();
  }

  @Test
  void anUntrackedSessionCanBeRevoked() {
    sessions.revoke(ada, laptop);

    assertThat(sessions.isRevoked(token(ada, laptop))).isTrue();
    assertThat(sessions.of(ada)).isEmpty();
  }

  @Test
  void aSignInAfterRevokingAllIsValid() {
    var before = token(ada, laptop);
    sessions.track(before, LAPTOP);

    sessions.revokeAll(ada);
    clock.pass(Duration.ofMillis(1)); // into the next second
    var after = token(ada, phone);
    sessions.track(after, PHONE);

    assertThat(sessions.isRevoked(before)).isTrue();
    assertThat(sessions.isRevoked(after)).isFalse();
    assertThat(sessions.of(ada)).extracting(Session::id).containsExactly(phone);
    assertThat(sessions.find(ada, laptop)).isEmpty();
    assertThat(sessions.isRevoked(token(bob, UUID.randomUUID().toString()))).isFalse();
  }

  @Test
  void aLateDuplicateOfRevokingAllDoesNotRevokeALaterSession() {
    var before = token(ada, laptop);
    sessions.revokeAll(before);
    clock.pass(Duration.ofMillis(1)); // into the next second
    var after = token(ada, phone);
    sessions.track(after, PHONE);

    clock.pass(Duration.ofSeconds(3));
    sessions.revokeAll(before);

    assertThat(sessions.isRevoked(before)).isTrue();
    assertThat(sessions.isRevoked(after)).isFalse();
    assertThat(sessions.of(ada)).extracting(Session::id).containsExactly(phone);

    sessions.revokeAll(after);
    assertThat(sessions.isRevoked(after)).isTrue();
  }

  @Test
  void theSessionThatRevokesTheOthersStays() {
    var current = token(ada, laptop);
    var other = token(ada, phone);
    sessions.track(current, LAPTOP);
    sessions.track(other, PHONE);

    sessions.revokeOthers(current);
    clock.pass(Duration.ofMillis(1)); // into the next second
    var after = token(ada, UUID.randomUUID().toString());

    assertThat(sessions.isRevoked(current)).isFalse();
    assertThat(sessions.isRevoked(other)).isTrue();
    assertThat(sessions.isRevoked(after)).isFalse();
    assertThat(sessions.of(ada)).extracting(Session::id).containsExactly(laptop);
    assertThat(sessions.find(ada, laptop)).isPresent();
  }

  @Test
  void theSessionThatRevokedTheOthersCanBeRevoked() {
    var current = token(ada, laptop);
    sessions.track(current, LAPTOP);
    sessions.revokeOthers(current);
    clock.pass(Duration.ofSeconds(3));

    sessions.revokeAll(current);

    assertThat(sessions.isRevoked(current)).isTrue();
    assertThat(sessions.of(ada)).isEmpty();
  }

  @Test
  void revokingAllRevokesASessionThatAnInstanceWithAClockAheadExcepted() {
    var current = token(ada, laptop);
    clock.pass(Duration.ofSeconds(2));
    sessions.revokeOthers(current);
    clock.pass(Duration.ofSeconds(-2));

    sessions.revokeAll(ada);

    assertThat(sessions.isRevoked(current)).isTrue();
  }

  @Test
  void aRevokedSessionThatRevokesTheOthersStaysRevoked() {
    var revoked = token(ada, laptop);
    sessions.revokeAll(ada);
    clock.pass(Duration.ofSeconds(1));

    sessions.revokeOthers(revoked);

    assertThat(sessions.isRevoked(revoked)).isTrue();
  }

  @Test
  void aSessionEndsWhenItCanNoLongerBeRefreshed() {
    sessions.track(token(ada, laptop), LAPTOP);
    clock.pass(Duration.ofDays(30).plusHours(1));

    assertThat(sessions.of(ada)).isEmpty();
    assertThat(sessions.find(ada, laptop)).isEmpty();
  }

  @Test
  void deletingSessionsKeepsRevocations() {
    var token = token(ada, laptop);
    sessions.track(token, LAPTOP);
    sessions.track(token(ada, phone), PHONE);
    sessions.track(token(bob, UUID.randomUUID().toString()), PHONE);
    sessions.revokeAll(ada);

    assertThat(sessions.deleteAll(ada)).isEqualTo(2);
    assertThat(sessions.deleteAll(ada)).isZero();
    assertThat(sessions.isRevoked(token)).isTrue();
    assertThat(sessions.of(bob)).hasSize(1);
  }

  /** The token of a sign-in just now. */
  Jwt token(UserId user, String session) {
    return token(user, session, Duration.ZERO);
  }

  Jwt token(UserId user, String session, Duration later) {
    return Jwt.withTokenValue("token")
        .header("alg", "RS256")
        .subject(user.value())
        .claim("origin_jti", session)
        .claim("auth_time", clock.instant().plus(later).getEpochSecond())
        .build();
  }

  private static Session session(
      String id, String createdAt, String lastSeenAt, ClientInfo client) {
    return new Session(id, Instant.parse(createdAt), Instant.parse(lastSeenAt), client);
  }
}
