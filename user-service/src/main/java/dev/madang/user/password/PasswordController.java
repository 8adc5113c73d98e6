package dev.madang.user.password;

import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.INVALID_CREDENTIALS;
import static dev.madang.user.UserProblem.SESSIONS_NOT_REVOKED;
import static dev.madang.user.UserProblem.WEAK_PASSWORD;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.ratelimit.AccountLimits;
import dev.madang.user.securityevent.ClientInfo;
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
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/auth")
@Tag(name = "Passwords", description = "Reset a forgotten password and change a password")
class PasswordController {

  private final PasswordService passwords;
  private final AccountLimits limits;

  PasswordController(PasswordService passwords, AccountLimits limits) {
    this.passwords = passwords;
    this.limits = limits;
  }

  @PostMapping("/forgot-password")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Request a password reset",
      description =
          "Mails a code to the address. The response is the same if the address has no account; no"
              + " mail is sent then.")
  @ApiResponse(responseCode = "202", description = "Accepted")
  void requestPasswordReset(@RequestBody @Valid ForgotPasswordRequest request, ClientInfo client) {
    limits.countMail(request.email(), client);
    passwords.requestReset(request.email());
  }

  @PostMapping("/reset-password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Set a new password with the mailed code",
      description =
          "Revokes every session of the user. A repeated request with the same new password succeeds"
              + " for ten minutes; after `sessions-not-revoked` it revokes the sessions.")
  @ApiResponse(responseCode = "204", description = "The new password is set")
  @ApiProblems({INVALID_CODE, WEAK_PASSWORD, SESSIONS_NOT_REVOKED})
  void resetPassword(@RequestBody @Valid ResetPasswordRequest request, ClientInfo client) {
    limits.attempt(
        request.email(),
        client,
        () -> passwords.reset(request.email(), request.code(), request.newPassword(), client));
  }

  @PostMapping("/change-password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Change the password",
      description =
          "Revokes every other session of the user: within 5 seconds none of their tokens is"
              + " accepted any more. A wrong current password is `invalid-credentials` and counts as"
              + " two attempts. A repeated request succeeds, also after `service-unavailable`, and"
              + " revokes the other sessions again.")
  @ApiResponse(responseCode = "204", description = "The new password is set")
  @ApiProblems({INVALID_CREDENTIALS, WEAK_PASSWORD})
  void changePassword(
      @AuthenticationPrincipal Jwt token,
      @CurrentUser UserId user,
      @RequestBody @Valid ChangePasswordRequest request,
      ClientInfo client) {
    // Two attempts: if the current password is wrong, the new one is tried as well.
    limits.attempt(
        user.value(),
        client,
        () ->
            limits.attempt(
                user.value(),
                client,
                () -> passwords.change(token, request.password(), request.newPassword(), client)));
  }

  record ForgotPasswordRequest(
      @Schema(example = "ada@example.com") @NotNull @Email @Size(min = 3, max = 254) String email) {}

  record ResetPasswordRequest(
      @Schema(example = "ada@example.com") @NotNull @Email @Size(min = 3, max = 254) String email,
      @Schema(example = "123456", description = "The mailed code", maxLength = 6)
          @NotNull @Pattern(regexp = "^[0-9]{6}$", message = "must be six digits") String code,
      @Schema(example = "Correct-Horse-2", format = "password", minLength = 1, maxLength = 256)
          @NotNull @CodePointLength(min = 1, max = 256)
          String newPassword) {

    @Override
    public String toString() {
      return "ResetPasswordRequest[…]";
    }
  }

  record ChangePasswordRequest(
      @Schema(
              description = "The current password",
              example = "Correct-Horse-1",
              format = "password",
              minLength = 1,
              maxLength = 256)
          @NotNull @CodePointLength(min = 1, max = 256)
          String password,
      @Schema(example = "Correct-Horse-2", format = "password", minLength = 1, maxLength = 256)
          @NotNull @CodePointLength(min = 1, max = 256)
          String newPassword) {

    @Override
    public String toString() {
      return "ChangePasswordRequest[…]";
    }
  }
}
