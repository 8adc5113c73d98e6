package dev.madang.user.file;

import static dev.madang.defaults.problem.Problem.of;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice(basePackageClasses = FileProblems.class)
@Order(0)
class FileProblems {

  @ExceptionHandler
  ProblemDetail on(FileNotFound missing) {
    return of(HttpStatus.NOT_FOUND, "file-not-found", "You have no such file.");
  }

  @ExceptionHandler
  ProblemDetail on(FileExists refused) {
    return of(HttpStatus.CONFLICT, "file-exists", "There is a file already.");
  }

  @ExceptionHandler
  ProblemDetail on(FileTooLarge refused) {
    return of(
        HttpStatus.CONTENT_TOO_LARGE,
        "upload-too-large",
        "At most %d bytes can be sent or copied at once."
            .formatted(FileTooLarge.MAX_SIZE.toBytes()));
  }

  @ExceptionHandler
  ProblemDetail on(ReservedFolder refused) {
    return of(
        HttpStatus.FORBIDDEN, "reserved-folder", "Use /v1/media for what is in the folder media.");
  }

  @ExceptionHandler
  ProblemDetail on(InvalidCursor refused) {
    return of(HttpStatus.BAD_REQUEST, "invalid-cursor", "Use the next of an answer, unchanged.");
  }
}
