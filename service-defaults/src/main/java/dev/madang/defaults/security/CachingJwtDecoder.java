package dev.madang.defaults.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks a token's signature once and caches the verified token until it expires. Rejected tokens
 * are not cached. A token is looked up by all of its characters, so a changed one is checked again.
 */
public final class CachingJwtDecoder implements JwtDecoder {

  private final JwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Jwt> verified;

  CachingJwtDecoder(JwtDecoder decoder, int capacity, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .expireAfter(Expiry.<String, Jwt>creating((token, jwt) -> untilExpiry(jwt)))
            .build();
  }

  @Override
  public Jwt decode(String token) {
    return recall(token).orElseGet(() -> verify(token));
  }

  /** The verified token if it is cached; never blocks. */
  public Optional<Jwt> recall(String token) {
    return Optional.ofNullable(verified.getIfPresent(token))
        .filter(jwt -> untilExpiry(jwt).isPositive());
  }

  private Jwt verify(String token) {
    var jwt = decoder.decode(token);
    verified.put(token, jwt);
    return jwt;
  }

  private Duration untilExpiry(Jwt jwt) {
    Instant expiry = jwt.getExpiresAt();
    return expiry == null ? Duration.ZERO : Duration.between(clock.instant(), expiry);
  }
}
