package dev.madang.user.account;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.security.Origin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/auth")
@Tag(name = "Accounts")
@ApiProblem(status = 400, problem = "invalid-request")
@ApiProblem(status = 400, problem = "unknown-field")
class SignInController {

  private final SignIns signIns;

  SignInController(SignIns signIns) {
    this.signIns = signIns;
  }

  @PostMapping("/sign-in")
  @Operation(summary = "Exchange address and password for tokens, or for a challenge")
  @ApiResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = TokenView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "More is asked for; answer the challenge",
      content = @Content(schema = @Schema(implementation = ChallengeView.class)))
  @ApiProblem(status = 401, problem = "wrong-credentials")
  @ApiProblem(status = 403, problem = "not-confirmed")
  @ApiProblem(status = 403, problem = "further-step-needed")
  @ApiProblem(status = 429, problem = "too-many-requests")
  ResponseEntity<Object> signIn(@RequestBody @Valid Credentials request, HttpServletRequest from) {
    return answer(signIns.signIn(request.email(), request.password(), Origin.of(from)));
  }

  @PostMapping("/challenge")
  @Operation(
      summary = "Answer a challenge: totp with a code, new-password with a new password",
      description = "After a wrong code or a weak password it may be answered again.")
  @ApiResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = TokenView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "More is asked for; answer the next challenge",
      content = @Content(schema = @Schema(implementation = ChallengeView.class)))
  @ApiProblem(status = 400, problem = "wrong-code")
  @ApiProblem(status = 400, problem = "weak-password")
  @ApiProblem(status = 401, problem = "wrong-credentials")
  @ApiProblem(status = 429, problem = "too-many-requests")
  ResponseEntity<Object> challenge(@RequestBody @Valid Answer request, HttpServletRequest from) {
    var open = OpenSignIn.parse(request.session());
    return answer(
        request.code() != null
            ? signIns.answerWithCode(open, request.code(), Origin.of(from))
            : signIns.answerWithNewPassword(open, request.newPasswordGiven(), Origin.of(from)));
  }

  @PostMapping("/refresh")
  @Operation(summary = "Exchange the refresh token for a new access token")
  @ApiProblem(status = 401, problem = "wrong-credentials")
  @ApiProblem(status = 429, problem = "too-many-requests")
  ResponseEntity<TokenView> refresh(
      @RequestBody @Valid RefreshToken request, HttpServletRequest from) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(TokenView.of(signIns.refresh(request.refreshToken(), Origin.of(from))));
  }

  @PostMapping("/sign-out")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End this session; its tokens are worth nothing within 5 s")
  @ApiProblem(status = 403, problem = "other-session")
  @ApiProblem(status = 429, problem = "too-many-requests")
  void signOut(
      @AuthenticationPrincipal Jwt token,
      @RequestBody @Valid RefreshToken request,
      HttpServletRequest from) {
    signIns.signOut(token, request.refreshToken(), Origin.of(from));
  }

  @PostMapping("/sign-out-everywhere")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End every session of the user; their tokens are worth nothing within 5 s")
  @ApiProblem(status = 429, problem = "too-many-requests")
  void signOutEverywhere(@AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    signIns.signOutEverywhere(token, Origin.of(from));
  }

  private static ResponseEntity<Object> answer(SignIn signIn) {
    return switch (signIn) {
      case SignIn.Completed(var tokens) ->
          ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(TokenView.of(tokens));
      case SignIn.Challenged(var challenge, var open) ->
          ResponseEntity.accepted()
              .cacheControl(CacheControl.noStore())
              .body(new ChallengeView(challenge, open.text()));
    };
  }

  record Credentials(
      @Schema(example = "ada@example.com") @Email @NotBlank @Size(max = 254) String email,
      @Schema(example = "Correct-Horse-1") @NotBlank @Size(max = 256) String password) {

    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }

  /**
   * @param session of the challenge
   * @param code for {@code totp}
   * @param newPassword for {@code new-password}
   */
  record Answer(
      @Schema(example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55.AYABeC…")
          @NotBlank @Size(max = 4096) @Pattern(
              regexp = "[0-9a-zA-Z-]{1,64}\\..+",
              message = "must be the session of a challenge")
          String session,
      @Schema(example = "123456") @Nullable @Size(min = 1, max = 20) String code,
      @Schema(example = "Correct-Horse-2") @Nullable @Size(min = 1, max = 256) String newPassword) {

    Answer {
      if ((code == null) == (newPassword == null)) {
        throw new IllegalArgumentException("either code or newPassword is needed");
      }
    }

    String newPasswordGiven() {
      return newPassword == null ? "" : newPassword;
    }

    @Override
    public String toString() {
      return "Answer[…]";
    }
  }

  record RefreshToken(
      @Schema(example = "eyJjdHkiOiJKV1Qi…") @NotBlank @Size(max = 4096) String refreshToken) {

    @Override
    public String toString() {
      return "RefreshToken[…]";
    }
  }

  /**
   * @param session to be sent with the answer, within five minutes
   */
  record ChallengeView(
      @Schema(example = "totp") Challenge challenge,
      @Schema(example = "b295f4a4-10b1-70d0-0d4e-6f2f7d1c3a55.AYABeC…") String session) {

    @Override
    public String toString() {
      return "ChallengeView[" + challenge + "]";
    }
  }

  /**
   * @param expiresIn seconds until the access token expires
   */
  record TokenView(
      @Schema(example = "eyJraWQiOiJr…") String accessToken,
      @Schema(example = "eyJraWQiOiJr…") String idToken,
      @Schema(example = "eyJjdHkiOiJKV1Qi…") String refreshToken,
      @Schema(example = "Bearer") String tokenType,
      @Schema(example = "3600") long expiresIn) {

    static TokenView of(Tokens tokens) {
      return new TokenView(
          tokens.accessToken(),
          tokens.idToken(),
          tokens.refreshToken(),
          "Bearer",
          tokens.validity().toSeconds());
    }

    @Override
    public String toString() {
      return "TokenView[…]";
    }
  }
}
