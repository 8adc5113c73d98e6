package dev.madang.user.account;

import static dev.madang.defaults.problem.Problem.of;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import dev.madang.defaults.problem.Problem;
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

  @ExceptionHandler
  ProblemDetail on(TokenRevoked revoked) {
    return Problem.invalidToken();
  }

  @ExceptionHandler
  ProblemDetail on(WeakPassword refused) {
    return of(BAD_REQUEST, "weak-password", "The password is refused: " + refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(UnacceptableAccount refused) {
    return of(BAD_REQUEST, "invalid-request", "The account is refused: " + refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(TooManyAttempts refused) {
    return of(TOO_MANY_REQUESTS, "too-many-requests", "Too many attempts; try again later.");
  }
}
