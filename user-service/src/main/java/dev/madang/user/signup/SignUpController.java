package dev.madang.user.signup;

import static dev.madang.user.UserProblem.INVALID_CODE;
import static dev.madang.user.UserProblem.WEAK_PASSWORD;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.Text;
import dev.madang.user.ApiProblems;
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
import java.util.Optional;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

@ApiController("/auth")
@Tag(name = "Sign-up", description = "Create an account with an email address")
class SignUpController {

  private final CognitoSignUp signUps;
  private final AccountLimits limits;

  SignUpController(CognitoSignUp signUps, AccountLimits limits) {
    this.signUps = signUps;
    this.limits = limits;
  }

  @PostMapping("/sign-up")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Create an account",
      description =
          "Mails a code to the address, which confirms it. An earlier unconfirmed sign-up with"
              + " this address is deleted; its code and password no longer work. The response is the same if"
              + " the address already has an account; no account is created and no mail is sent"
              + " then.")
  @ApiResponse(responseCode = "202", description = "Accepted")
  @ApiProblems(WEAK_PASSWORD)
  void signUp(@RequestBody @Valid SignUpRequest request, ClientInfo client) {
    signUps.checkPassword(request.password());
    limits.countSignUp(request.email(), client);
    signUps.signUp(request.email(), request.password(), request.displayNameOrEmail());
  }

  @PostMapping("/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Confirm the email address of a new account",
      description =
          "Takes the code that was mailed at sign-up. The user can sign in afterwards, with the"
              + " password of that sign-up. A repeated request succeeds for ten minutes.")
  @ApiResponse(responseCode = "204", description = "Confirmed")
  @ApiProblems(INVALID_CODE)
  void confirmSignUp(@RequestBody @Valid ConfirmSignUpRequest request, ClientInfo client) {
    limits.attempt(
        request.email(),
        client,
        () ->
            signUps.confirm(
                request.email(), request.code(), Optional.ofNullable(request.password())));
  }

  @PostMapping("/resend-code")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Mail another confirmation code",
      description =
          "The response is the same if the address has no account or is already confirmed; no mail"
              + " is sent then.")
  @ApiResponse(responseCode = "202", description = "Accepted")
  void resendConfirmationCode(
      @RequestBody @Valid ResendConfirmationCodeRequest request, ClientInfo client) {
    limits.countMail(request.email(), client);
    signUps.resendCode(request.email());
  }

  /**
   * @param displayName the email address if absent
   */
  record SignUpRequest(
      @Schema(example = "ada@example.com") @NotNull @Email @Size(min = 3, max = 254) String email,
      @Schema(
              example = "Correct-Horse-1",
              format = "password",
              minLength = 1,
              maxLength = 256,
              description = "Must meet the password policy of the user pool")
          @NotNull @CodePointLength(min = 1, max = 256)
          String password,
      @Schema(
              example = "Ada",
              minLength = 1,
              maxLength = 100,
              description = "1 to 100 visible characters; the email address if absent")
          @Nullable @CodePointLength(min = 1, max = 100)
          @Pattern(regexp = Text.VISIBLE_NAME, message = "must be 1 to 100 visible characters") String displayName) {

    String displayNameOrEmail() {
      return displayName == null ? email : displayName;
    }

    @Override
    public String toString() {
      return "SignUpRequest[…]";
    }
  }

  record ConfirmSignUpRequest(
      @Schema(example = "ada@example.com") @NotNull @Email @Size(min = 3, max = 254) String email,
      @Schema(example = "123456", description = "The mailed code", maxLength = 6)
          @NotNull @Pattern(regexp = "^[0-9]{6}$", message = "must be six digits") String code,
      @Schema(
              description =
                  "The password of the sign-up. If it is sent, a code that belongs to somebody"
                      + " else's sign-up with this address is `invalid-code`. Clients should send"
                      + " it",
              example = "Correct-Horse-1",
              format = "password",
              minLength = 1,
              maxLength = 256)
          @Nullable @CodePointLength(min = 1, max = 256)
          String password) {

    @Override
    public String toString() {
      return "ConfirmSignUpRequest[…]";
    }
  }

  record ResendConfirmationCodeRequest(
      @Schema(example = "ada@example.com") @NotNull @Email @Size(min = 3, max = 254) String email) {}
}
