package dev.madang.gateway.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import reactor.core.publisher.Mono;

/** The one operation of user-service that the gateway needs. */
interface UserService {

  /**
   * @param cursor the {@link Page#next()} of the page before; absent the first time
   */
  @GetExchange("/internal/revocations")
  @ClientRegistrationId("services")
  Mono<Page> revocations(@RequestParam(required = false) @Nullable String cursor);

  /**
   * @param more whether the next request should follow at once
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Page(List<Revocation> items, String next, boolean more) {}

  /**
   * Either of a session or of all sessions of a user.
   *
   * @param sessionId the {@code origin_jti} of its tokens
   * @param userId the {@code sub} of its tokens
   * @param notBefore with a user: sign-ins before it are revoked
   * @param expiresAt when no token that it concerns can be valid any more
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Revocation(
      @Nullable String sessionId,
      @Nullable String userId,
      @Nullable Instant notBefore,
      Instant expiresAt) {}
}
