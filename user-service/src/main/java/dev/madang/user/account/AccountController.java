package dev.madang.user.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/auth")
@Tag(name = "Accounts")
class AccountController {

  private final Accounts accounts;
  private final FirstSight firstSight;

  AccountController(Accounts accounts, FirstSight firstSight) {
    this.accounts = accounts;
    this.firstSight = firstSight;
  }

  @PostMapping("/sign-up")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Open an account; a code is mailed to its address")
  @ApiResponse(
      responseCode = "202",
      description = "Accepted. The same answer for an address that has an account already.")
  void signUp(@RequestBody @Valid SignUp request) {
    accounts.open(request.email(), request.password(), request.nameOrEmail());
  }

  @PostMapping("/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Confirm the address with the mailed code")
  void confirm(@RequestBody @Valid Confirmation request) {
    accounts.confirm(request.email(), request.code());
  }

  @PostMapping("/resend-code")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Mail another code")
  void resendCode(@RequestBody @Valid Resend request) {
    accounts.sendCodeAgain(request.email());
  }

  @PostMapping("/sign-in")
  @Operation(summary = "Exchange address and password for tokens")
  ResponseEntity<TokenView> signIn(@RequestBody @Valid SignIn request) {
    var tokens = accounts.signIn(request.email(), request.password());
    firstSight.profileOf(tokens.accessToken());
    return answer(tokens);
  }

  @PostMapping("/refresh")
  @Operation(summary = "Exchange the refresh token for a new access token")
  ResponseEntity<TokenView> refresh(@RequestBody @Valid Refresh request) {
    return answer(accounts.refresh(request.refreshToken()));
  }

  private static ResponseEntity<TokenView> answer(Tokens tokens) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(TokenView.of(tokens));
  }

  record SignUp(
      @Email @NotBlank @Size(max = 254) String email,
      @NotBlank @Size(max = 256) String password,
      @Nullable @Size(min = 1, max = 100) String displayName) {

    String nameOrEmail() {
      return displayName == null ? email : displayName;
    }
  }

  record Confirmation(
      @Email @NotBlank @Size(max = 254) String email, @NotBlank @Size(max = 20) String code) {}

  record Resend(@Email @NotBlank @Size(max = 254) String email) {}

  record SignIn(
      @Email @NotBlank @Size(max = 254) String email, @NotBlank @Size(max = 256) String password) {}

  record Refresh(@NotBlank @Size(max = 4096) String refreshToken) {}

  /**
   * @param expiresIn seconds until the access token expires
   */
  record TokenView(
      String accessToken, String idToken, String refreshToken, String tokenType, long expiresIn) {

    static TokenView of(Tokens tokens) {
      return new TokenView(
          tokens.accessToken(),
          tokens.idToken(),
          tokens.refreshToken(),
          "Bearer",
          tokens.validity().toSeconds());
    }
  }
}
