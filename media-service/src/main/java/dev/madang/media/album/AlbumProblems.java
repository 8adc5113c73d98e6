package dev.madang.media.album;

import static dev.madang.defaults.problem.Problem.of;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.PRECONDITION_REQUIRED;

import dev.madang.media.catalog.AlbumNotFound;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(0)
class AlbumProblems {

  @ExceptionHandler
  ProblemDetail on(AlbumNotFound missing) {
    return of(NOT_FOUND, "album-not-found", "You have no such album.");
  }

  @ExceptionHandler
  ProblemDetail on(IdempotencyKeyReused refused) {
    return of(CONFLICT, "idempotency-key-reused", "The key was used before, for another album.");
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
}
