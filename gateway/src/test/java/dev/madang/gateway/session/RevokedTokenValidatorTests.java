package dev.madang.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.gateway.session.UserService.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class RevokedTokenValidatorTests {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Instant IN_A_MONTH = NOW.plus(Duration.ofDays(30));

  private final RevokedTokenValidator revoked = new RevokedTokenValidator();

  @Test
  void rejectsEveryTokenOfARevokedSession() {
    revoked.add(List.of(new Revocation("laptop", null, null, null, IN_A_MONTH)));

    assertThat(isRejected(token("ada", "laptop", NOW))).isTrue();
    assertThat(isRejected(token("ada", "laptop", NOW.plusSeconds(3600)))).isTrue();
    assertThat(isRejected(token("ada", "phone", NOW))).isFalse();
  }

  @Test
  void rejectsSessionsThatBeganBeforeASignOutEverywhere() {
    revoked.add(List.of(new Revocation(null, "ada", NOW, null, IN_A_MONTH)));

    assertThat(isRejected(token("ada", "laptop", NOW.minusSeconds(1)))).isTrue();
    assertThat(isRejected(token("ada", "phone", NOW))).isFalse();
    assertThat(isRejected(token("bob", "desktop", NOW.minusSeconds(1)))).isFalse();
  }

  @Test
  void acceptsTheOneSessionThatARevocationExcepts() {
    revoked.add(List.of(new Revocation(null, "ada", NOW, "laptop", IN_A_MONTH)));
    revoked.add(List.of(new Revocation(null, "ada", NOW, "laptop", IN_A_MONTH)));

    assertThat(isRejected(token("ada", "laptop", NOW.minusSeconds(1)))).isFalse();
    assertThat(isRejected(token("ada", "phone", NOW.minusSeconds(1)))).isTrue();
    assertThat(isRejected(token("ada", "phone", NOW))).isFalse();
  }

  @Test
  void aLaterRevocationEndsTheExceptedSession() {
    revoked.add(List.of(new Revocation(null, "ada", NOW.plusSeconds(60), null, IN_A_MONTH)));
    revoked.add(List.of(new Revocation(null, "ada", NOW, "laptop", IN_A_MONTH)));

    assertThat(isRejected(token("ada", "laptop", NOW.minusSeconds(1)))).isTrue();
  }

  @Test
  void twoRevocationsOfOneSecondExceptNoSessionUnlessTheyAgree() {
    revoked.add(List.of(new Revocation(null, "ada", NOW, "laptop", IN_A_MONTH)));
    revoked.add(List.of(new Revocation(null, "ada", NOW, null, IN_A_MONTH)));
    revoked.add(List.of(new Revocation(null, "ada", NOW, "laptop", IN_A_MONTH)));

    assertThat(isRejected(token("ada", "laptop", NOW.minusSeconds(1)))).isTrue();
  }

  @Test
  void theLaterOfTwoRevocationsWinsInAnyOrder() {
    var later = NOW.plusSeconds(60);
    revoked.add(List.of(new Revocation(null, "ada", later, null, IN_A_MONTH)));
    revoked.add(List.of(new Revocation(null, "ada", NOW, null, IN_A_MONTH)));

    assertThat(isRejected(token("ada", "laptop", NOW.plusSeconds(30)))).isTrue();
  }

  @Test
  void usesTheTimeOfIssueOfATokenWithoutAuthTime() {
    revoked.add(List.of(new Revocation(null, "ada", NOW, null, IN_A_MONTH)));
    var token = Jwt.withTokenValue("token").header("alg", "RS256").subject("ada");

    assertThat(isRejected(token.issuedAt(NOW.minusSeconds(1)).build())).isTrue();
    assertThat(isRejected(token.issuedAt(NOW).build())).isFalse();
  }

  @Test
  void dropsExpiredRevocations() {
    revoked.add(List.of(new Revocation("laptop", null, null, null, NOW)));
    revoked.add(List.of(new Revocation(null, "ada", NOW, null, NOW)));
    revoked.add(List.of(new Revocation("tablet", null, null, null, IN_A_MONTH)));

    revoked.removeExpired(NOW.plus(Duration.ofMinutes(2)));

    assertThat(revoked.size()).isEqualTo(1);
    assertThat(isRejected(token("bob", "laptop", NOW))).isFalse();
    assertThat(isRejected(token("bob", "tablet", NOW))).isTrue();
  }

  @Test
  void keepsARevocationForAsLongAsTheLongestOfItsDuplicates() {
    revoked.add(List.of(new Revocation("laptop", null, null, null, IN_A_MONTH)));
    revoked.add(List.of(new Revocation("laptop", null, null, null, NOW)));

    revoked.removeExpired(NOW.plus(Duration.ofMinutes(2)));

    assertThat(isRejected(token("ada", "laptop", NOW))).isTrue();
  }

  private boolean isRejected(Jwt token) {
    return revoked.validate(token).hasErrors();
  }

  private static Jwt token(String user, String session, Instant signedInAt) {
    return Jwt.withTokenValue("token")
        .header("alg", "RS256")
        .subject(user)
        .claim("origin_jti", session)
        .claim("auth_time", signedInAt.getEpochSecond())
        .issuedAt(NOW.plusSeconds(7200))
        .build();
  }
}
