package dev.madang.user.account;

import static dev.madang.defaults.problem.Problem.of;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.PRECONDITION_REQUIRED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import dev.madang.defaults.problem.Problem;
import dev.madang.user.pool.TooManyAttempts;
import dev.madang.user.profile.AccountClosing;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(0)
class AccountProblems {

  @ExceptionHandler
  ProblemDetail on(WrongCode refused) {
    return of(BAD_REQUEST, "wrong-code", "The code is wrong or expired.");
  }

  @ExceptionHandler
  ProblemDetail on(WrongCredentials refused) {
    return of(UNAUTHORIZED, "wrong-credentials", "The credentials are wrong or no longer valid.");
  }

  @ExceptionHandler
  ProblemDetail on(NotConfirmed refused) {
    return of(FORBIDDEN, "not-confirmed", "Confirm the address with the mailed code first.");
  }

  @ExceptionHandler
  ProblemDetail on(FurtherStepNeeded step) {
    return of(
        FORBIDDEN, "further-step-needed", "Signing in needs a further step: " + step.getMessage());
  }

  @ExceptionHandler({TokenRevoked.class, AccountClosing.class})
  ProblemDetail onTokenOfNobody() {
    return Problem.invalidToken();
  }

  @ExceptionHandler
  ProblemDetail on(OtherSession refused) {
    return of(FORBIDDEN, "other-session", "The refresh token is of another session.");
  }

  @ExceptionHandler
  ProblemDetail on(FreshSignInNeeded refused) {
    return of(FORBIDDEN, "fresh-sign-in-needed", "Sign in again first; ten minutes are too long.");
  }

  @ExceptionHandler
  ProblemDetail on(TotpNotBegun refused) {
    return of(CONFLICT, "totp-not-begun", "Ask for a secret first.");
  }

  @ExceptionHandler
  ProblemDetail on(WeakPassword refused) {
    return of(BAD_REQUEST, "weak-password", "The password is refused: " + refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(StillSignedIn left) {
    return of(
        SERVICE_UNAVAILABLE,
        "still-signed-in",
        "The password is reset. Sign in with it and sign every device out.");
  }

  @ExceptionHandler
  ProblemDetail on(UnacceptableAccount refused) {
    return of(BAD_REQUEST, "invalid-request", "The account is refused: " + refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(TooManyAttempts refused) {
    return of(TOO_MANY_REQUESTS, "too-many-requests", "Too many attempts; try again later.");
  }

  @ExceptionHandler
  ProblemDetail on(UnknownField refused) {
    return of(
        BAD_REQUEST,
        "unknown-field",
        "There is no field '%s' here.".formatted(refused.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail on(ForbiddenField refused) {
    return of(
        BAD_REQUEST,
        "forbidden-field",
        "The field '%s' is not to be changed.".formatted(refused.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail on(UnacceptableChange refused) {
    var problem = of(BAD_REQUEST, "invalid-request", "Some fields are not acceptable.");
    problem.setProperty(
        "errors",
        List.of(Map.of("field", refused.field(), "message", String.valueOf(refused.getMessage()))));
    return problem;
  }

  @ExceptionHandler
  ProblemDetail on(PreconditionRequired refused) {
    return of(PRECONDITION_REQUIRED, "precondition-required", "Send If-Match with the ETag.");
  }

  @ExceptionHandler
  ProblemDetail on(ChangedMeanwhile refused) {
    return of(PRECONDITION_FAILED, "changed-meanwhile", "It was changed meanwhile; read it again.");
  }

  @ExceptionHandler
  ProblemDetail on(AvatarNotFound refused) {
    return of(BAD_REQUEST, "avatar-not-found", "You have no such picture, or it is not ready.");
  }

  @ExceptionHandler
  ProblemDetail on(MediaServiceAway away) {
    return of(SERVICE_UNAVAILABLE, "service-unavailable", "The pictures cannot be asked just now.");
  }
}
