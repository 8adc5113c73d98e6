package dev.madang.gateway.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import reactor.core.publisher.Mono;

/** The one question that we ask user-service. */
interface UserService {

  /**
   * @param after the {@link Page#next()} of the answer before; absent the first time
   */
  @GetExchange("/internal/revocations")
  @ClientRegistrationId("services")
  Mono<Page> revocations(@RequestParam(required = false) @Nullable String after);

  /**
   * @param more whether to ask again at once
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Page(List<Revocation> items, String next, boolean more) {}

  /**
   * Either of a session or of all sessions of a user.
   *
   * @param session the {@code origin_jti} of its tokens
   * @param user the {@code sub} of its tokens
   * @param notBefore with a user: sign-ins before it are over
   * @param until when no token is left that it concerns
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Revocation(
      @Nullable String session,
      @Nullable String user,
      @Nullable Instant notBefore,
      Instant until) {}
}
