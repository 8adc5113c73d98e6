package dev.madang.defaults.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.madang.defaults.security.CognitoJwtDecoders.KeyTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class CognitoJwtDecodersTests {

  private final UserPool pool = new UserPool();
  private final JwtDecoder tokens = CognitoJwtDecoders.decoder(pool.properties());
  private final AtomicInteger rejected = new AtomicInteger();

  CognitoJwtDecodersTests() throws IOException {}

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void acceptsAnAccessTokenOfTheApp() {
    assertThat(tokens.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
  }

  @Test
  void acceptsATokenUntilItExpires() {
    var old = UserPool.claims().issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(59))));

    assertThat(tokens.decode(pool.token(old)).getSubject()).isEqualTo("ada");
  }

  @Test
  void acceptsAnAccessTokenOfAService() {
    var token = pool.token(UserPool.claims().claim("client_id", "service"));

    assertThat(tokens.decode(token).getClaimAsString("client_id")).isEqualTo("service");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidClaims")
  void rejectsATokenWithInvalidClaims(String what, JWTClaimsSet.Builder claims) {
    assertThatThrownBy(() -> tokens.decode(pool.token(claims))).isInstanceOf(BadJwtException.class);
  }

  static Stream<Arguments> invalidClaims() {
    var anHourAgo = Date.from(Instant.now().minusSeconds(3600));
    var inAnHour = Date.from(Instant.now().plusSeconds(3600));
    return Stream.of(
        Arguments.of("an ID token", UserPool.claims().claim("token_use", "id").audience("app")),
        Arguments.of("no use", UserPool.claims().claim("token_use", null)),
        Arguments.of("another client", UserPool.claims().claim("client_id", "other")),
        Arguments.of("no client", UserPool.claims().claim("client_id", null)),
        Arguments.of("another pool", UserPool.claims().issuer(UserPool.ISSUER + "2")),
        Arguments.of("a trailing slash", UserPool.claims().issuer(UserPool.ISSUER + "/")),
        Arguments.of("no issuer", UserPool.claims().issuer(null)),
        Arguments.of("expired", UserPool.claims().expirationTime(anHourAgo)),
        Arguments.of("no expiry", UserPool.claims().expirationTime(null)),
        Arguments.of("not yet valid", UserPool.claims().notBeforeTime(inAnHour)),
        Arguments.of("no subject", UserPool.claims().subject(null)));
  }

  @Test
  void rejectsATokenSignedWithAnotherKey() {
    var foreign = UserPool.sign(UserPool.claims(), UserPool.key("published"));

    assertThatThrownBy(() -> tokens.decode(foreign)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void rejectsATokenWithoutSignature() {
    var plain = new PlainJWT(UserPool.claims().build()).serialize();

    assertThatThrownBy(() -> tokens.decode(plain)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void rejectsATokenSignedWithThePublicKeyAsSecret() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("published").build();
    var confused = new SignedJWT(header, UserPool.claims().build());
    confused.sign(new MACSigner(pool.key.toRSAPublicKey().getEncoded()));

    assertThatThrownBy(() -> tokens.decode(confused.serialize()))
        .isInstanceOf(BadJwtException.class);
  }

  @Test
  void tenThousandUnknownKeysCauseTwoFetchesAtMost() {
    var claims = pool.token(UserPool.claims()).split("\\.")[1];
    try (var clients = Executors.newFixedThreadPool(8)) {
      for (var i = 0; i < 10_000; i++) {
        var header = "{\"alg\":\"RS256\",\"kid\":\"unknown-" + i + "\"}";
        var token = encoded(header.getBytes(UTF_8)) + "." + claims + "." + encoded(new byte[256]);
        clients.execute(() -> decodeRejected(token));
      }
    }

    assertThat(rejected).hasValue(10_000);
    assertThat(pool.fetches.get()).isLessThanOrEqualTo(2);
    assertThat(tokens.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
  }

  private void decodeRejected(String token) {
    try {
      tokens.decode(token);
    } catch (BadJwtException unknownKey) {
      rejected.incrementAndGet();
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void keysStayUsableWhileCognitoIsUnavailable() {
    tokens.decode(pool.token(UserPool.claims()));
    pool.close();

    assertThat(tokens.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
  }

  @Test
  void staleKeysExpireWhileCognitoIsUnavailable() {
    var times = new KeyTimes(Duration.ofMillis(1), Duration.ofMillis(200), Duration.ofSeconds(3));
    var shortLived = CognitoJwtDecoders.decoder(pool.properties(), times);
    shortLived.decode(pool.token(UserPool.claims()));
    pool.close();
    var closed = Instant.now();

    while (Instant.now().isBefore(closed.plusMillis(2000))) {
      assertThat(shortLived.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThatThrownBy(() -> shortLived.decode(pool.token(UserPool.claims())))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class));
  }

  @Test
  void keysAreUsableForAnHourWithoutCognito() {
    assertThat(KeyTimes.USUAL.usableWithoutCognito()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void rejectsAnUnknownKeyWhileCognitoIsUnavailable() {
    tokens.decode(pool.token(UserPool.claims()));
    pool.close();
    var unknown = UserPool.sign(UserPool.claims(), UserPool.key("unknown"));
    for (var i = 0; i < 10; i++) {
      assertThatThrownBy(() -> tokens.decode(unknown)).isInstanceOf(JwtException.class);
    }
    assertThat(tokens.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
  }

  @Test
  void missingKeysAreNotABadToken() {
    pool.close();
    for (var i = 0; i < 4; i++) {
      assertThatThrownBy(() -> tokens.decode(pool.token(UserPool.claims())))
          .isInstanceOf(JwtException.class)
          .isNotInstanceOf(BadJwtException.class);
    }
  }
}
