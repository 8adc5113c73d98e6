package dev.madang.media.cdn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.media.UserId;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;

@ApiController
@Tag(
    name = "CDN sessions",
    description = "Access to the renditions of the signed-in user at the CDN")
class CdnSessionController {

  private final CdnCookies cookies;
  private final CdnProperties properties;
  private final Clock clock;

  CdnSessionController(CdnCookies cookies, CdnProperties properties, Clock clock) {
    this.cookies = cookies;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/cdn-sessions")
  @Operation(
      summary = "Create a CDN session",
      description =
          "Returns signed cookies for the renditions of the signed-in user, valid for an hour. A"
              + " browser stores them from `Set-Cookie`; another client sends `cookies` with each"
              + " request below `baseUrl`. Create another session before `expiresAt`.")
  ResponseEntity<CdnSession> createCdnSession(@CurrentUser UserId userId) {
    return switch (cookies.accessTo("private/" + userId + "/")) {
      case CdnAccess.Cookies signed ->
          ResponseEntity.ok().headers(setCookies(signed)).body(CdnSession.of(signed));
      case CdnAccess.NotNeeded() -> ResponseEntity.ok(CdnSession.SIGNED_LINKS);
    };
  }

  private HttpHeaders setCookies(CdnAccess.Cookies signed) {
    var headers = new HttpHeaders();
    signed
        .cookies()
        .forEach(
            (name, value) -> headers.add(HttpHeaders.SET_COOKIE, setCookie(name, value, signed)));
    return headers;
  }

  private String setCookie(String name, String value, CdnAccess.Cookies signed) {
    var cookie =
        ResponseCookie.from(name, value)
            .path(signed.path())
            .maxAge(Duration.between(clock.instant(), signed.expiresAt()))
            .secure(true)
            .httpOnly(true)
            .sameSite(properties.cookieSameSite());
    if (!properties.cookieDomain().isBlank()) {
      cookie.domain(properties.cookieDomain());
    }
    return cookie.build().toString();
  }

  @Schema(description = "How a client reads the renditions of the signed-in user")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CdnSession(
      @Schema(
              description =
                  "`signed-cookies`: the URLs of renditions need the cookies. `signed-links`: they"
                      + " are presigned, and the other fields are absent",
              allowableValues = {"signed-cookies", "signed-links"})
          String mode,
      @Schema(description = "The prefix of the URLs that need the cookies") @Nullable URI baseUrl,
      @Schema(description = "When the cookies stop working") @Nullable Instant expiresAt,
      @Schema(description = "Cookies by name") @Nullable Map<String, String> cookies) {

    static final CdnSession SIGNED_LINKS = new CdnSession("signed-links", null, null, null);

    static CdnSession of(CdnAccess.Cookies signed) {
      return new CdnSession(
          "signed-cookies", signed.baseUrl(), signed.expiresAt(), signed.cookies());
    }

    /** Without the cookies, which are credentials. */
    @Override
    public String toString() {
      return "CdnSession[mode=" + mode + ", expiresAt=" + expiresAt + "]";
    }
  }
}
