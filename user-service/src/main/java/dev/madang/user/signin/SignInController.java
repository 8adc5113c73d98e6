package dev.madang.user.signin;

import static dev.madang.user.UserProblem.EMAIL_NOT_VERIFIED;
import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static dev.madang.user.UserProblem.SESSION_MISMATCH;
import static dev.madang.user.UserProblem.UNSUPPORTED_CHALLENGE;
import static dev.madang.user.UserProblem.WEAK_PASSWORD;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.ExactlyOneOf;
import dev.madang.user.ApiProblems;
import dev.madang.user.ratelimit.AccountLimits;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.session.SessionRevocation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/auth")
@Tag(name = "Sign-in", description = "Sign in, refresh tokens and sign out")
class SignInController {

  private final SignInService signIns;
  private final SessionRevocation sessions;
  private final AccountLimits limits;

  SignInController(SignInService signIns, SessionRevocation sessions, AccountLimits limits) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.limits = limits;
  }

  @PostMapping("/sign-in")
  @Operation(
      summary = "Sign in with email address and password",
      description =
          "Returns tokens, or a challenge if the user has an authenticator app or must set a new"
              + " password. A challenge is answered with `answerChallenge`.")
  @ApiResponse(responseCode = "200", description = "Tokens or a challenge")
  @ApiProblems({INVALID_CREDENTIALS, EMAIL_NOT_VERIFIED, UNSUPPORTED_CHALLENGE})
  SignInResponse signIn(@RequestBody @Valid SignInRequest request, ClientInfo client) {
    return SignInResponse.of(
        limits.attempt(
            request.email(),
            client,
            () -> signIns.signIn(request.email(), request.password(), client)));
  }

  @PostMapping("/challenge")
  @Operation(
      summary = "Answer a sign-in challenge",
      description =
          "Send `code` for `totp` or `newPassword` for `new-password`. After `invalid-code` or"
              + " `weak-password` the challenge can be answered again, within five minutes of"
              + " the sign-in.")
  @ApiResponse(responseCode = "200", description = "Tokens or another challenge")
  @ApiProblems({INVALID_CODE, WEAK_PASSWORD, INVALID_CREDENTIALS, UNSUPPORTED_CHALLENGE})
  SignInResponse answerChallenge(
      @RequestBody @Valid AnswerChallengeRequest request, ClientInfo client) {
    var pending = request.pending();
    return SignInResponse.of(
        limits.totpAttempt(
            pending.session(),
            pending.user(),
            client,
            () -> signIns.answer(pending, request.answer(), client)));
  }

  @PostMapping("/challenge/recovery-code")
  @Operation(
      summary = "Answer a `totp` challenge with a recovery code",
      description =
          "For a user who has lost the authenticator app. Turns TOTP off, makes all recovery codes"
              + " invalid and signs in: the user should enroll an app again. The password is sent"
              + " again; the session only names the user. A wrong password is"
              + " `invalid-credentials`, a wrong recovery code `invalid-code`.")
  @ApiResponse(responseCode = "200", description = "Tokens or another challenge")
  @ApiProblems({INVALID_CODE, INVALID_CREDENTIALS, EMAIL_NOT_VERIFIED, UNSUPPORTED_CHALLENGE})
  SignInResponse useRecoveryCode(
      @RequestBody @Valid UseRecoveryCodeRequest request, ClientInfo client) {
    var pending = PendingSignIn.parse(request.session());
    return SignInResponse.of(
        limits.totpAttempt(
            pending.session(),
            pending.user(),
            client,
            () -> signIns.recover(pending, request.password(), request.recoveryCode(), client)));
  }

  @PostMapping("/refresh")
  @Operation(
      summary = "Get new access and ID tokens",
      description =
          "The refresh token stays the same. A revoked or expired session is `invalid-credentials`:"
              + " sign in again.")
  @ApiResponse(responseCode = "200", description = "New tokens of the same session")
  @ApiProblems(INVALID_CREDENTIALS)
  Tokens refreshTokens(@RequestBody @Valid RefreshTokensRequest request, ClientInfo client) {
    return signIns.refresh(request.refreshToken(), client);
  }

  @PostMapping("/sign-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Sign out of the current session",
      description = "Within 5 seconds no token of the session is accepted any more. Idempotent.")
  @ApiResponse(responseCode = "204", description = "Signed out")
  @ApiProblems(SESSION_MISMATCH)
  void signOut(
      @AuthenticationPrincipal Jwt token,
      @RequestBody @Valid SignOutRequest request,
      ClientInfo client) {
    signIns.signOut(token, request.refreshToken(), client);
  }

  @PostMapping("/sign-out-everywhere")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Sign out of every session",
      description =
          "Within 5 seconds no token is accepted that belongs to a sign-in before the response."
              + " Does the same as `revokeAllSessions`.")
  @ApiResponse(responseCode = "204", description = "Signed out everywhere")
  void signOutEverywhere(@AuthenticationPrincipal Jwt token, ClientInfo client) {
    sessions.revokeAll(token, client);
  }

  record SignInRequest(
      @Schema(example = "ada@example.com") @NotNull @Email @Size(min = 3, max = 254) String email,
      @Schema(example = "Correct-Horse-1", format = "password", minLength = 1, maxLength = 256)
          @NotNull @CodePointLength(min = 1, max = 256)
          String password) {

    @Override
    public String toString() {
      return "SignInRequest[…]";
    }
  }

  /**
   * @param session of the challenge
   * @param code for {@code totp}
   * @param newPassword for {@code new-password}
   */
  @Schema(description = "Either `code` or `newPassword` is required")
  @ExactlyOneOf({"code", "newPassword"})
  record AnswerChallengeRequest(
      @Schema(
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55.AYABeCexample",
              description = "The `session` of the challenge")
          @NotNull @Size(min = 3, max = 4096) @Pattern(regexp = PendingSignIn.FORMAT, message = "must be the session of a challenge") String session,
      @Schema(example = "123456", description = "For `totp`", maxLength = 6)
          @Nullable @Pattern(regexp = "^[0-9]{6}$", message = "must be six digits") String code,
      @Schema(
              format = "password",
              description = "For `new-password`",
              minLength = 1,
              maxLength = 256)
          @Nullable @CodePointLength(min = 1, max = 256)
          String newPassword) {

    PendingSignIn pending() {
      return PendingSignIn.parse(session);
    }

    ChallengeAnswer answer() {
      return code != null
          ? new ChallengeAnswer.Code(code)
          : new ChallengeAnswer.NewPassword(String.valueOf(newPassword));
    }

    @Override
    public String toString() {
      return "AnswerChallengeRequest[…]";
    }
  }

  /**
   * @param session of the challenge
   */
  record UseRecoveryCodeRequest(
      @Schema(
              example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55.AYABeCexample",
              description = "The `session` of the challenge")
          @NotNull @Size(min = 3, max = 4096) @Pattern(regexp = PendingSignIn.FORMAT, message = "must be the session of a challenge") String session,
      @Schema(
              example = "Correct-Horse-1",
              format = "password",
              description = "The password of the sign-in, again",
              minLength = 1,
              maxLength = 256)
          @NotNull @CodePointLength(min = 1, max = 256)
          String password,
      @Schema(
              example = "7Q2M-XK4D-9PTR-W0HS",
              description = "Case, spaces and hyphens do not matter",
              maxLength = 40)
          @NotNull @Pattern(regexp = "^[0-9A-Za-z -]{16,40}$", message = "must be a recovery code") String recoveryCode) {

    @Override
    public String toString() {
      return "UseRecoveryCodeRequest[…]";
    }
  }

  record RefreshTokensRequest(
      @Schema(example = "eyJjdHkiOiJKV1QifQ.example")
          @NotNull @Size(min = 1, max = 4096) @Pattern(regexp = Tokens.REFRESH_TOKEN, message = "must be a refresh token") String refreshToken) {

    @Override
    public String toString() {
      return "RefreshTokensRequest[…]";
    }
  }

  record SignOutRequest(
      @Schema(example = "eyJjdHkiOiJKV1QifQ.example")
          @NotNull @Size(min = 1, max = 4096) @Pattern(regexp = Tokens.REFRESH_TOKEN, message = "must be a refresh token") String refreshToken) {

    @Override
    public String toString() {
      return "SignOutRequest[…]";
    }
  }
}
