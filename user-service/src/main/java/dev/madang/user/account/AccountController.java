package dev.madang.user.account;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.profile.DisplayName;
import dev.madang.user.security.Origin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@ApiProblem(status = 429, problem = "too-many-requests")
class AccountController {

  private final Accounts accounts;
  private final Passwords passwords;

  AccountController(Accounts accounts, Passwords passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
  }

  @PostMapping("/sign-up")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Open an account; a code is mailed to its address")
  @ApiResponse(
      responseCode = "202",
      description = "Accepted. The same answer for an address that has an account already.")
  @ApiProblem(status = 400, problem = "weak-password")
  void signUp(@RequestBody @Valid SignUp request) {
    accounts.open(request.email(), request.password(), request.nameOrEmail());
  }

  @PostMapping("/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Confirm the address with the mailed code")
  @ApiProblem(status = 400, problem = "wrong-code")
  void confirm(@RequestBody @Valid Confirmation request) {
    accounts.confirm(request.email(), request.code());
  }

  @PostMapping("/resend-code")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Mail another code")
  @ApiResponse(
      responseCode = "202",
      description = "Accepted. The same answer for an address that gets none.")
  void resendCode(@RequestBody @Valid Address request) {
    accounts.sendCodeAgain(request.email());
  }

  @PostMapping("/forgot-password")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Mail a code for a new password")
  @ApiResponse(
      responseCode = "202",
      description = "Accepted. The same answer for an address that gets none.")
  void forgotPassword(@RequestBody @Valid Address request) {
    passwords.forget(request.email());
  }

  @PostMapping("/reset-password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Set a new password with the mailed code; signs out everywhere")
  @ApiProblem(status = 400, problem = "wrong-code")
  @ApiProblem(status = 400, problem = "weak-password")
  @ApiProblem(status = 503, problem = "still-signed-in")
  void resetPassword(@RequestBody @Valid Reset request, HttpServletRequest from) {
    passwords.reset(request.email(), request.code(), request.newPassword(), Origin.of(from));
  }

  @PostMapping("/change-password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Set another password; the sessions go on")
  @ApiProblem(status = 400, problem = "weak-password")
  @ApiProblem(status = 401, problem = "wrong-credentials")
  void changePassword(
      @AuthenticationPrincipal Jwt token,
      @RequestBody @Valid Change request,
      HttpServletRequest from) {
    passwords.change(token, request.password(), request.newPassword(), Origin.of(from));
  }

  record SignUp(
      @Schema(example = "ada@example.com") @Email @NotBlank @Size(max = 254) String email,
      @Schema(example = "Correct-Horse-1") @NotBlank @Size(max = 256) String password,
      @Schema(example = "Ada") @Nullable @Size(min = 1, max = 100) String displayName) {

    SignUp {
      if (displayName != null && !DisplayName.isAcceptable(displayName)) {
        throw new IllegalArgumentException("displayName must be 1 to 100 visible characters");
      }
    }

    String nameOrEmail() {
      return displayName == null ? email : displayName;
    }

    @Override
    public String toString() {
      return "SignUp[…]";
    }
  }

  record Confirmation(
      @Schema(example = "ada@example.com") @Email @NotBlank @Size(max = 254) String email,
      @Schema(example = "123456") @NotBlank @Size(max = 20) String code) {

    @Override
    public String toString() {
      return "Confirmation[…]";
    }
  }

  record Address(
      @Schema(example = "ada@example.com") @Email @NotBlank @Size(max = 254) String email) {}

  record Reset(
      @Schema(example = "ada@example.com") @Email @NotBlank @Size(max = 254) String email,
      @Schema(example = "123456") @NotBlank @Size(max = 20) String code,
      @Schema(example = "Correct-Horse-2") @NotBlank @Size(max = 256) String newPassword) {

    @Override
    public String toString() {
      return "Reset[…]";
    }
  }

  /**
   * @param password the one that is good now
   */
  record Change(
      @Schema(example = "Correct-Horse-1") @NotBlank @Size(max = 256) String password,
      @Schema(example = "Correct-Horse-2") @NotBlank @Size(max = 256) String newPassword) {

    @Override
    public String toString() {
      return "Change[…]";
    }
  }
}
