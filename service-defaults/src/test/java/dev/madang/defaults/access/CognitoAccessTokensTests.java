package dev.madang.defaults.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class CognitoAccessTokensTests {

  private final UserPool pool = new UserPool();
  private final JwtDecoder tokens = CognitoAccessTokens.decoder(pool.properties());

  CognitoAccessTokensTests() throws IOException {}

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void anAccessTokenOfTheAppIsRead() {
    assertThat(tokens.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
  }

  @Test
  void anAccessTokenOfAServiceIsRead() {
    var token = pool.token(UserPool.claims().claim("client_id", "service"));

    assertThat(tokens.decode(token).getClaimAsString("client_id")).isEqualTo("service");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherClaims")
  void aTokenThatClaimsSomethingElseIsRefused(String what, JWTClaimsSet.Builder claims) {
    assertThatThrownBy(() -> tokens.decode(pool.token(claims))).isInstanceOf(BadJwtException.class);
  }

  static Stream<Arguments> otherClaims() {
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
  void aTokenOfAnotherKeyIsRefused() {
    var foreign = UserPool.sign(UserPool.claims(), UserPool.key("published"));

    assertThatThrownBy(() -> tokens.decode(foreign)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    var plain = new PlainJWT(UserPool.claims().build()).serialize();

    assertThatThrownBy(() -> tokens.decode(plain)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("published").build();
    var confused = new SignedJWT(header, UserPool.claims().build());
    confused.sign(new MACSigner(pool.key.toRSAPublicKey().getEncoded()));

    assertThatThrownBy(() -> tokens.decode(confused.serialize()))
        .isInstanceOf(BadJwtException.class);
  }

  @Test
  void unknownKeysAreNotAskedForAgainAndAgain() {
    var unknown = UserPool.key("unknown");
    for (var i = 0; i < 200; i++) {
      var token = UserPool.sign(UserPool.claims().jwtID("t" + i), unknown);
      assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(BadJwtException.class);
    }

    assertThat(pool.fetches.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void theKeysStayUsableWhileCognitoIsAway() {
    tokens.decode(pool.token(UserPool.claims()));
    pool.close();

    assertThat(tokens.decode(pool.token(UserPool.claims())).getSubject()).isEqualTo("ada");
  }

  @Test
  void withoutAnyKeysATokenIsNotCalledBad() {
    pool.close();
    for (var i = 0; i < 4; i++) {
      assertThatThrownBy(() -> tokens.decode(pool.token(UserPool.claims())))
          .isInstanceOf(JwtException.class)
          .isNotInstanceOf(BadJwtException.class);
    }
  }
}
