package dev.madang.media.upload;

import dev.madang.defaults.problem.Problem;
import dev.madang.media.quota.ReservationResult;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(0)
class UploadProblems {

  private static final int MOST_NAMED = 100;

  @ExceptionHandler
  ProblemDetail on(UploadTooLarge refused) {
    return Problem.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "upload-too-large",
        "A file of this type may have %d bytes.".formatted(refused.limit().toBytes()));
  }

  @ExceptionHandler
  ProblemDetail on(IdempotencyKeyReused refused) {
    return Problem.of(
        HttpStatus.CONFLICT,
        "idempotency-key-reused",
        "The key was used before, for another file.");
  }

  @ExceptionHandler
  ProblemDetail on(QuotaRefused refused) {
    return switch (refused.reserved()) {
      case ReservationResult.QuotaExceeded(var limit, var used, var reserved) -> {
        var problem =
            Problem.of(
                HttpStatus.CONFLICT, "quota-exceeded", "The private space has not so much left.");
        problem.setProperty("limit", limit);
        problem.setProperty("used", used);
        problem.setProperty("reserved", reserved);
        yield problem;
      }
      case ReservationResult.TooManyOpenUploads() ->
          Problem.of(
              HttpStatus.CONFLICT,
              "too-many-open-uploads",
              "Too many uploads were asked for and have not come. Send or abort some, or wait"
                  + " until they end.");
      case ReservationResult.Granted() -> throw new IllegalStateException("nothing was refused");
    };
  }

  @ExceptionHandler
  ProblemDetail on(NoSuchPart refused) {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "invalid-request",
        "There is no part %d: the file has %d.".formatted(refused.number(), refused.count()));
  }

  @ExceptionHandler
  ProblemDetail on(UploadNotFound missing) {
    return Problem.of(HttpStatus.NOT_FOUND, "upload-not-found", "This media is not sent in parts.");
  }

  @ExceptionHandler
  ProblemDetail on(UploadIncomplete refused) {
    var missing = refused.missing();
    var problem =
        Problem.of(
            HttpStatus.CONFLICT,
            "upload-incomplete",
            "%d parts have not come.".formatted(missing.size()));
    problem.setProperty("missing", missing.stream().limit(MOST_NAMED).toList());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail on(UploadEnded refused) {
    return Problem.of(
        HttpStatus.CONFLICT,
        "upload-ended",
        "The file is there, or the upload was aborted or took too long. Preview at the media, or ask"
            + " for another upload.");
  }
}
