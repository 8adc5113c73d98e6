package dev.madang.user.mfa;

import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.REAUTHENTICATION_REQUIRED;
import static dev.madang.user.UserProblem.TOTP_NOT_ENROLLED;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.defaults.web.Text;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.ratelimit.AccountLimits;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.session.SessionToken;
import dev.madang.user.signin.RecentSignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/me/mfa")
@Tag(
    name = "Multi-factor authentication",
    description = "Sign-ins that also need a code of an authenticator app (TOTP)")
class TotpController {

  private static final String RECOVERY_CODE = "^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$";

  private final TotpService totp;
  private final RecentSignIn recentSignIn;
  private final AccountLimits limits;

  TotpController(TotpService totp, RecentSignIn recentSignIn, AccountLimits limits) {
    this.totp = totp;
    this.recentSignIn = recentSignIn;
    this.limits = limits;
  }

  @PostMapping("/totp")
  @Operation(
      summary = "Get a secret for an authenticator app, and recovery codes",
      description =
          "TOTP is enabled by `enableTotp` with a code of the app, and with it the recovery codes."
              + " They are shown only here. Needs a sign-in within the last ten minutes.")
  @ApiResponse(responseCode = "200", description = "The secret")
  @ApiProblems(REAUTHENTICATION_REQUIRED)
  TotpEnrollment startTotpEnrollment(@AuthenticationPrincipal Jwt token) {
    recentSignIn.require(token);
    return totp.enroll(token);
  }

  @PutMapping("/totp")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Enable TOTP with a code of the app",
      description =
          "From now on each sign-in requires a code. A repeated request succeeds for ten minutes.")
  @ApiResponse(responseCode = "204", description = "Enabled")
  @ApiProblems({INVALID_CODE, TOTP_NOT_ENROLLED})
  void enableTotp(
      @AuthenticationPrincipal Jwt token,
      @CurrentUser UserId user,
      @RequestBody @Valid EnableTotpRequest request,
      ClientInfo client) {
    limits.totpAttempt(
        SessionToken.of(token).session(),
        user,
        client,
        () -> totp.enable(token, request.code(), request.deviceName(), client));
  }

  @DeleteMapping("/totp")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Disable TOTP",
      description =
          "Deletes the recovery codes. Needs a sign-in within the last ten minutes. Idempotent.")
  @ApiResponse(responseCode = "204", description = "Disabled")
  @ApiProblems(REAUTHENTICATION_REQUIRED)
  void disableTotp(@AuthenticationPrincipal Jwt token, ClientInfo client) {
    recentSignIn.require(token);
    totp.disable(token, client);
  }

  @PostMapping("/recovery-codes")
  @Operation(
      summary = "Create new recovery codes",
      description =
          "The previous ones become invalid. The codes are shown only here. Needs TOTP, and a sign-in"
              + " within the last ten minutes.")
  @ApiResponse(responseCode = "200", description = "The codes")
  @ApiProblems({REAUTHENTICATION_REQUIRED, TOTP_NOT_ENROLLED})
  RecoveryCodeList createRecoveryCodes(@AuthenticationPrincipal Jwt token, ClientInfo client) {
    recentSignIn.require(token);
    return new RecoveryCodeList(totp.createRecoveryCodes(token, client));
  }

  record RecoveryCodeList(
      @ArraySchema(
              schema =
                  @Schema(example = "7Q2M-XK4D-9PTR-W0HS", pattern = RECOVERY_CODE, maxLength = 19),
              maxItems = 10)
          List<String> recoveryCodes) {

    @Override
    public String toString() {
      return "RecoveryCodeList[…]";
    }
  }

  record TotpEnrollment(
      @Schema(
              description = "In Base32",
              example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
              pattern = "^[A-Z2-7]+$",
              maxLength = 200)
          String secret,
      @Schema(
              description = "An `otpauth` URI for a QR code, which the app scans",
              format = "uri",
              maxLength = 2048,
              example =
                  "otpauth://totp/Madang:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Madang")
          String uri,
      @ArraySchema(
              arraySchema =
                  @Schema(
                      description =
                          "One of them replaces a lost app: `useRecoveryCode` turns TOTP off and"
                              + " makes all of them invalid. They are not shown again. Show them to"
                              + " the user, who keeps them"),
              schema =
                  @Schema(example = "7Q2M-XK4D-9PTR-W0HS", pattern = RECOVERY_CODE, maxLength = 19),
              maxItems = 10)
          List<String> recoveryCodes) {

    private static final String ISSUER = "Madang";

    /** As Google Authenticator defined it: the label names issuer and account. */
    static TotpEnrollment of(String secret, String email, List<String> recoveryCodes) {
      return new TotpEnrollment(
          secret,
          "otpauth://totp/%s:%s?secret=%s&issuer=%s"
              .formatted(ISSUER, encoded(email), secret, ISSUER),
          recoveryCodes);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
      return "TotpEnrollment[…]";
    }
  }

  record EnableTotpRequest(
      @Schema(example = "123456", description = "A code of the app", maxLength = 6)
          @NotNull @Pattern(regexp = "^[0-9]{6}$", message = "must be six digits") String code,
      @Schema(example = "Ada's phone", minLength = 1, maxLength = 100)
          @Nullable @CodePointLength(min = 1, max = 100)
          @Pattern(regexp = Text.VISIBLE_NAME, message = "must be 1 to 100 visible characters") String deviceName) {

    @Override
    public String toString() {
      return "EnableTotpRequest[…]";
    }
  }
}
