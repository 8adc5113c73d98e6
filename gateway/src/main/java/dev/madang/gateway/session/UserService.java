package dev.madang.gateway.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

interface UserService {

  /**
   * @param cursor the {@link RevocationPage#next()} of the page before; absent the first time
   */
  @GetExchange("/internal/revocations")
  @ClientRegistrationId("services")
  RevocationPage listRevocations(
      @RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

  /**
   * @param more whether the next page should be read at once
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record RevocationPage(List<Revocation> items, String next, boolean more) {}

  /**
   * Revokes either one session or all earlier sessions of a user.
   *
   * @param sessionId the {@code origin_jti} of its tokens
   * @param userId the {@code sub} of its tokens
   * @param notBefore with a user: sign-ins before it are revoked
   * @param exceptSessionId with a user: the only earlier session that is not revoked
   * @param expiresAt when all tokens concerned have expired
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Revocation(
      @Nullable String sessionId,
      @Nullable String userId,
      @Nullable Instant notBefore,
      @Nullable String exceptSessionId,
      Instant expiresAt) {}
}
