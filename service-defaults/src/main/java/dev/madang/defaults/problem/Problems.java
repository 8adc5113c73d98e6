package dev.madang.defaults.problem;

import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Translates what Spring itself refuses; each feature translates its own facts beside its
 * controller.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Tracer tracer;

  Problems(Tracer tracer) {
    this.tracer = tracer;
  }

  @ExceptionHandler
  ProblemDetail unexpected(Exception failure) {
    LOG.error("Unexpected failure", failure);
    var span = tracer.currentSpan();
    return Problem.internal(span == null ? "none" : span.context().traceId());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var problem =
        switch (unreadable.getCause()) {
          case UnrecognizedPropertyException unknown ->
              Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "unknown-field",
                  "There is no field '%s' here.".formatted(unknown.getPropertyName()));
          case JacksonException malformed ->
              Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "invalid-request",
                  "The body does not fit: " + malformed.getOriginalMessage());
          case null, default ->
              Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "The body cannot be read.");
        };
    return handleExceptionInternal(unreadable, problem, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var problem =
        Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Some fields are not acceptable.");
    problem.setProperty("errors", errors(invalid.getFieldErrors()));
    return handleExceptionInternal(invalid, problem, headers, status, request);
  }

  /** Gives Spring's other refusals, such as 404, 405 and 415, a type that names them. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem && problem.getType() == null) {
      var name = HttpStatus.valueOf(status.value()).name().toLowerCase().replace('_', '-');
      problem.setType(Problem.of(HttpStatus.OK, name, "").getType());
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  private static List<Map<String, String>> errors(List<FieldError> fields) {
    return fields.stream()
        .map(error ->
            Map.of("field", error.getField(), "message", String.valueOf(error.getDefaultMessage())))
        .toList();
  }
}
