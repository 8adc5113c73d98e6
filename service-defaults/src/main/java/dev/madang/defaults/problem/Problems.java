package dev.madang.defaults.problem;

import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
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
    return Problem.internal(tracer);
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
    var errors =
        invalid.getFieldErrors().stream().map(field -> error(field.getField(), field)).toList();
    return handleExceptionInternal(invalid, unacceptable(errors), headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var errors =
        invalid.getParameterValidationResults().stream()
            .flatMap(
                result -> result.getResolvableErrors().stream().map(error -> named(result, error)))
            .toList();
    return handleExceptionInternal(invalid, unacceptable(errors), headers, status, request);
  }

  /** What Spring calls our own mistake is one: the log is told, the client is not. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var told = status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR) ? unexpected(failure) : body;
    return super.handleExceptionInternal(failure, told, headers, status, request);
  }

  /** Gives Spring's other refusals, such as 404, 405 and 415, a type that names them. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem && problem.getType() == null) {
      problem.setType(Problem.of(status).getType());
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  private static ProblemDetail unacceptable(List<Map<String, String>> errors) {
    var problem =
        Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Some fields are not acceptable.");
    problem.setProperty("errors", errors);
    return problem;
  }

  private static Map<String, String> named(
      ParameterValidationResult result, MessageSourceResolvable error) {
    return error instanceof FieldError field
        ? error(field.getField(), field)
        : error(String.valueOf(result.getMethodParameter().getParameterName()), error);
  }

  private static Map<String, String> error(String field, MessageSourceResolvable error) {
    return Map.of("field", field, "message", String.valueOf(error.getDefaultMessage()));
  }
}
