package dev.madang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

/** What every keeper of sessions promises. */
abstract class SessionsContract {

  static final Origin LAPTOP = new Origin("203.0.113.7", "Laptop");
  static final Origin PHONE = new Origin("203.0.113.8", "Phone");

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
  void theDevicesOfAUserAreListedNewestFirst() {
    sessions.seen(token(ada, laptop), LAPTOP);
    clock.pass(Duration.ofMinutes(1));
    sessions.seen(token(ada, phone), PHONE);

    assertThat(sessions.of(ada))
        .containsExactly(
            session(phone, "2026-11-23T09:31:00Z", "2026-11-23T09:31:00Z", PHONE),
            session(laptop, "2026-11-23T09:30:00Z", "2026-11-23T09:30:00Z", LAPTOP));
    assertThat(sessions.find(ada, phone)).map(Session::origin).contains(PHONE);
    assertThat(sessions.of(bob)).isEmpty();
    assertThat(sessions.find(bob, phone)).isEmpty();
  }

  @Test
  void aSessionIsSeenAtMostOnceAnHour() {
    var token = token(ada, laptop);
    sessions.seen(token, LAPTOP);
    clock.pass(Duration.ofMinutes(59));
    sessions.seen(token, PHONE);
    assertThat(sessions.of(ada))
        .containsExactly(session(laptop, "2026-11-23T09:30:00Z", "2026-11-23T09:30:00Z", LAPTOP));

    clock.pass(Duration.ofMinutes(2));
    sessions(clock).seen(token, PHONE);
    sessions.seen(token, PHONE);
    assertThat(sessions.find(ada, laptop).map(Session::signedInAt))
        .contains(Instant.parse("2026-11-23T09:30:00Z"));
  }

  @Test
  void aRevokedSessionIsOverForGood() {
    var token = token(ada, laptop);
    sessions.seen(token, LAPTOP);
    sessions.seen(token(ada, phone), PHONE);

    sessions.revoke(ada, laptop);
    sessions.revoke(ada, laptop);
    clock.pass(Duration.ofHours(2));
    sessions.seen(token, LAPTOP);

    assertThat(sessions.isRevoked(token)).isTrue();
    assertThat(sessions.isRevoked(token(ada, phone))).isFalse();
    assertThat(sessions.find(ada, laptop)).isEmpty();
    assertThat(sessions.of(ada)).extracting(Session::id).containsExactly(phone);
  }

  @Test
  void aSessionThatWasNeverSeenCanBeRevokedToo() {
    sessions.revoke(ada, laptop);

    assertThat(sessions.isRevoked(token(ada, laptop))).isTrue();
    assertThat(sessions.of(ada)).isEmpty();
  }

  @Test
  void whoSignsInAfterSigningOutEverywhereIsLetIn() {
    var before = token(ada, laptop);
    sessions.seen(before, LAPTOP);

    sessions.revokeAll(ada);
    clock.pass(Duration.ofMillis(1)); // into the next second
    var after = token(ada, phone);
    sessions.seen(after, PHONE);

    assertThat(sessions.isRevoked(before)).isTrue();
    assertThat(sessions.isRevoked(after)).isFalse();
    assertThat(sessions.of(ada)).extracting(Session::id).containsExactly(phone);
    assertThat(sessions.find(ada, laptop)).isEmpty();
    assertThat(sessions.isRevoked(token(bob, UUID.randomUUID().toString()))).isFalse();
  }

  @Test
  void aSessionEndsWhenItCanNoLongerBeRefreshed() {
    sessions.seen(token(ada, laptop), LAPTOP);
    clock.pass(Duration.ofDays(30).plusHours(1));

    assertThat(sessions.of(ada)).isEmpty();
    assertThat(sessions.find(ada, laptop)).isEmpty();
  }

  @Test
  void aForgottenUserHasNoSessionsAndIsStillSignedOut() {
    var token = token(ada, laptop);
    sessions.seen(token, LAPTOP);
    sessions.seen(token(ada, phone), PHONE);
    sessions.seen(token(bob, UUID.randomUUID().toString()), PHONE);
    sessions.revokeAll(ada);

    assertThat(sessions.forget(ada)).isEqualTo(2);
    assertThat(sessions.forget(ada)).isZero();
    assertThat(sessions.isRevoked(token)).isTrue();
    assertThat(sessions.of(bob)).hasSize(1);
  }

  /** Of a sign-in just now. */
  Jwt token(UserId user, String session) {
    return Jwt.withTokenValue("token")
        .header("alg", "RS256")
        .subject(user.value())
        .claim("origin_jti", session)
        .claim("auth_time", clock.instant().getEpochSecond())
        .build();
  }

  private static Session session(String id, String signedInAt, String lastSeenAt, Origin origin) {
    return new Session(id, Instant.parse(signedInAt), Instant.parse(lastSeenAt), origin);
  }
}
