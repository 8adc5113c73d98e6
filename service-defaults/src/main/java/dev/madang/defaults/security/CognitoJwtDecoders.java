package dev.madang.defaults.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Accepts a Cognito access token and rejects everything else: another issuer, another client, an ID
 * token, an expired token, another algorithm than RS256, and any encoding that is not {@linkplain
 * StrictJwtDecoder exactly} that of Cognito.
 *
 * <p>Keys are fetched at most twice in 30 s, however many unknown key ids arrive, and the last ones
 * stay usable for an hour while Cognito does not respond. A token that cannot be checked because no
 * keys are available is not rejected: that is an outage, and another exception.
 */
final class CognitoJwtDecoders {

  /**
   * @param fetchedAtMostEvery the period with at most two fetches
   * @param fresh how long keys are used before they are fetched again
   * @param usableWithoutCognito how long the last keys are used while Cognito is unavailable
   */
  record KeyTimes(Duration fetchedAtMostEvery, Duration fresh, Duration usableWithoutCognito) {

    static final KeyTimes USUAL =
        new KeyTimes(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
  }

  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);
  private static final JWKSelector ANY_KEY = new JWKSelector(new JWKMatcher.Builder().build());
  private static final int LARGEST_KEY_SET = 64 * 1024;

  private CognitoJwtDecoders() {}

  static JwtDecoder decoder(SecurityProperties access) {
    return decoder(access, KeyTimes.USUAL);
  }

  static JwtDecoder decoder(SecurityProperties access, KeyTimes times) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys(access.jwksUri(), times)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // the validators below do
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(validator(access));
    return new StrictJwtDecoder(decoder);
  }

  private static JWKSource<SecurityContext> keys(String jwksUri, KeyTimes times) {
    var published = published(jwksUri, times).build();
    return (wanted, context) -> {
      try {
        return published.get(wanted, context);
      } catch (RateLimitReachedException askedJustNow) {
        // Fails too when there are no keys; else the key is not among those that we just fetched.
        published.get(ANY_KEY, context);
        return List.of();
      }
    };
  }

  private static JWKSourceBuilder<SecurityContext> published(String jwksUri, KeyTimes times) {
    var timeout = Math.toIntExact(FETCH_TIMEOUT.toMillis());
    try {
      return JWKSourceBuilder.<SecurityContext>create(
              URI.create(jwksUri).toURL(),
              new DefaultResourceRetriever(timeout, timeout, LARGEST_KEY_SET))
          .cache(times.fresh().toMillis(), times.fresh().dividedBy(20).toMillis())
          .refreshAheadCache(times.fresh().dividedBy(10).toMillis(), false)
          .rateLimited(times.fetchedAtMostEvery().toMillis())
          .outageTolerant(times.usableWithoutCognito().toMillis());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("madang.security.jwks-uri is not a URL: " + jwksUri, e);
    }
  }

  private static OAuth2TokenValidator<Jwt> validator(SecurityProperties access) {
    var clients = new HashSet<>(access.appClients());
    clients.addAll(access.serviceClients());
    var times = new JwtTimestampValidator();
    times.setAllowEmptyExpiryClaim(false);
    return new DelegatingOAuth2TokenValidator<>(
        times,
        new JwtClaimValidator<Instant>("iat", CognitoJwtDecoders::isIssuedByNow),
        new JwtIssuerValidator(access.issuer()),
        new JwtClaimValidator<String>("token_use", "access"::equals),
        new JwtClaimValidator<String>("client_id", clients::contains));
  }

  // Spring's JwtIssuedAtValidator is for DPoP proofs: it also rejects tokens that are a minute old.
  private static boolean isIssuedByNow(@Nullable Instant issuedAt) {
    return issuedAt != null && !issuedAt.isAfter(Instant.now().plus(CLOCKS_DIFFER));
  }
}
