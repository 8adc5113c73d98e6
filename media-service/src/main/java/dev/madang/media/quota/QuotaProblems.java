package dev.madang.media.quota;

import dev.madang.defaults.problem.Problem;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(0)
class QuotaProblems {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(QuotaUnavailable away) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(
            Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unavailable",
                "Nobody can tell just now whether there is room; try again."));
  }
}
