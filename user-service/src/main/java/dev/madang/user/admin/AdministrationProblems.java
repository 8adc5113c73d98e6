package dev.madang.user.admin;

import static dev.madang.defaults.problem.Problem.of;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(0)
class AdministrationProblems {

  @ExceptionHandler
  ProblemDetail on(UserNotFound missing) {
    return of(NOT_FOUND, "user-not-found", "There is no such user.");
  }

  @ExceptionHandler
  ProblemDetail on(GroupNotFound missing) {
    return of(NOT_FOUND, "group-not-found", "There is no such group.");
  }

  @ExceptionHandler
  ProblemDetail on(CannotModifySelf refused) {
    return of(CONFLICT, "not-yourself", "Somebody else must do that to you.");
  }

  @ExceptionHandler
  ProblemDetail on(AccountDeletionInProgress refused) {
    return of(CONFLICT, "account-closing", "The account is being closed.");
  }

  @ExceptionHandler
  ProblemDetail on(InvalidCursor refused) {
    return of(BAD_REQUEST, "invalid-cursor", "The cursor is not the next of an answer.");
  }

  @ExceptionHandler
  ProblemDetail on(AmbiguousSearch refused) {
    return of(BAD_REQUEST, "invalid-request", "Search by one of email, emailPrefix and id.");
  }

  @ExceptionHandler
  ProblemDetail on(Throttled refused) {
    return of(TOO_MANY_REQUESTS, "too-many-requests", "Too many requests; try again later.");
  }

  @ExceptionHandler
  ProblemDetail on(ImportNotFound missing) {
    return of(NOT_FOUND, "import-not-found", "There is no such import.");
  }

  @ExceptionHandler
  ProblemDetail on(InvalidImportFile refused) {
    return of(BAD_REQUEST, "invalid-request", "The file is refused: " + refused.getMessage());
  }

  @ExceptionHandler
  ProblemDetail on(ImportTooLarge refused) {
    return of(
        CONTENT_TOO_LARGE, "import-too-large", "The file has more than " + refused.getMessage());
  }
}
