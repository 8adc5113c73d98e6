package dev.madang.user.account;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The user's second factor: an app that makes one-time codes. */
@RestController
@RequestMapping("/v1/auth/totp")
@Tag(name = "Accounts")
class TotpController {

  private static final String ISSUER = "Madang";

  private final SecondFactors factors;
  private final FreshSignIn freshSignIn;
  private final FirstSight firstSight;
  private final SecurityEvents events;

  TotpController(
      SecondFactors factors,
      FreshSignIn freshSignIn,
      FirstSight firstSight,
      SecurityEvents events) {
    this.factors = factors;
    this.freshSignIn = freshSignIn;
    this.firstSight = firstSight;
    this.events = events;
  }

  @PostMapping
  @Operation(
      summary = "A secret for an authenticator app; it counts once a code of it was told",
      description = "Needs a sign-in of the last ten minutes.")
  @ApiProblem(status = 403, problem = "fresh-sign-in-needed")
  @ApiProblem(status = 429, problem = "too-many-requests")
  ResponseEntity<Secret> begin(@AuthenticationPrincipal Jwt token) {
    freshSignIn.require(token);
    var email = firstSight.profileOf(token).email();
    var secret = factors.newSecret(token.getTokenValue());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Secret(secret, uri(secret, email)));
  }

  @PutMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Tell a code of the app; from now on each sign-in asks for one")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 400, problem = "wrong-code")
  @ApiProblem(status = 409, problem = "totp-not-begun")
  @ApiProblem(status = 429, problem = "too-many-requests")
  void enable(
      @AuthenticationPrincipal Jwt token,
      @RequestBody @Valid Code request,
      HttpServletRequest from) {
    factors.enable(
        token.getTokenValue(), request.code(), Optional.ofNullable(request.deviceName()));
    record(token, SecurityEventKind.TOTP_ENABLED, from);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Sign in without a code again",
      description = "Needs a sign-in of the last ten minutes, which took a code.")
  @ApiProblem(status = 403, problem = "fresh-sign-in-needed")
  @ApiProblem(status = 429, problem = "too-many-requests")
  void disable(@AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    freshSignIn.require(token);
    factors.disable(token.getTokenValue());
    record(token, SecurityEventKind.TOTP_DISABLED, from);
  }

  private void record(Jwt token, SecurityEventKind kind, HttpServletRequest from) {
    events.record(SignIns.userOf(token), kind, Origin.of(from), Map.of());
  }

  /** As Google Authenticator began it and all apps read it: the label names issuer and account. */
  private static String uri(String secret, String email) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(ISSUER, encoded(email), secret, ISSUER);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * @param uri what the app reads as a QR code
   */
  record Secret(
      @Schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") String secret,
      @Schema(
              example =
                  "otpauth://totp/Madang:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Madang")
          String uri) {

    @Override
    public String toString() {
      return "Secret[…]";
    }
  }

  record Code(
      @Schema(example = "123456") @Pattern(regexp = "[0-9]{6}", message = "must be six digits") String code,
      @Schema(example = "Ada's phone") @Nullable @Size(min = 1, max = 100) String deviceName) {

    @Override
    public String toString() {
      return "Code[…]";
    }
  }
}
