package dev.madang.media.cdn;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.media.cdn.CdnCookies.CdnAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "MediaItem")
class CdnSessionController {

  private final CdnCookies cookies;
  private final CdnProperties properties;
  private final Clock clock;

  CdnSessionController(CdnCookies cookies, CdnProperties properties, Clock clock) {
    this.cookies = cookies;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/v1/media/session")
  @Operation(
      summary = "Opens the signed-in user's pictures at the CDN to this device, for an hour",
      description =
          "A browser keeps the cookies of the answer; another client sends those of its body with"
              + " each request below baseUrl. Ask again before they end.")
  ResponseEntity<Session> createCdnSession(@AuthenticationPrincipal Jwt token) {
    return switch (cookies.to("private/" + requireNonNull(token.getSubject()) + "/")) {
      case CdnAccess.Cookies pass ->
          ResponseEntity.ok()
              .cacheControl(CacheControl.noStore())
              .headers(headers ->
                  pass.cookies()
                      .forEach((name, value) ->
                          headers.add(HttpHeaders.SET_COOKIE, cookie(name, value, pass))))
              .body(Session.of(pass));
      case CdnAccess.NotNeeded() ->
          ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Session.SIGNED_LINKS);
    };
  }

  private String cookie(String name, String value, CdnAccess.Cookies pass) {
    var cookie =
        ResponseCookie.from(name, value)
            .path(pass.path())
            .maxAge(Duration.between(clock.instant(), pass.expiresAt()))
            .secure(true)
            .httpOnly(true)
            .sameSite(properties.cookieSameSite());
    if (!properties.cookieDomain().isBlank()) {
      cookie.domain(properties.cookieDomain());
    }
    return cookie.build().toString();
  }

  /**
   * @param mode {@code signed-cookies}: links stay, and open with the cookies; {@code
   *     signed-links}: links open by themselves until their {@code expiresAt}, and there is nothing
   *     to send
   * @param baseUrl where the links begin that the cookies open; absent with signed links, as the
   *     rest is
   * @param cookies by their names
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Session(
      @Schema(allowableValues = {"signed-cookies", "signed-links"}) String mode,
      @Nullable URI baseUrl,
      @Nullable Instant expiresAt,
      @Nullable Map<String, String> cookies) {

    static final Session SIGNED_LINKS = new Session("signed-links", null, null, null);

    static Session of(CdnAccess.Cookies pass) {
      return new Session("signed-cookies", pass.baseUrl(), pass.expiresAt(), pass.cookies());
    }

    @Override
    public String toString() {
      return "Session[mode=" + mode + ", expiresAt=" + expiresAt + "]";
    }
  }
}
