package dev.madang.defaults.problem;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;
import static org.springframework.web.servlet.HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE;
import static org.springframework.web.servlet.HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE;

import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Renders every exception as a problem: a {@link ProblemException} as it is, Spring's own
 * exceptions with a type of {@link CommonProblem}, everything else as {@code internal-error}.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemExceptionHandler extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

  private static final String SECRET_SEGMENT = "/{secret}";

  private final Tracer tracer;

  ProblemExceptionHandler(Tracer tracer) {
    this.tracer = tracer;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> handleUnexpected(Exception failure, WebRequest request) {
    return handleExceptionInternal(
        failure, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
  }

  /** Tomcat and Spring Security's firewall check parameters and headers when they are read. */
  @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
  @Nullable ResponseEntity<Object> handleMalformed(Exception malformed, WebRequest request) {
    return handle(CommonProblem.INVALID_REQUEST.exception(malformed), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handle(UnreadableBody.problem(unreadable), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var errors = invalid.getFieldErrors().stream().map(ProblemExceptionHandler::error).toList();
    return handle(invalid(errors), request);
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
                result -> result.getResolvableErrors().stream().map(error -> error(result, error)))
            .toList();
    return handle(invalid(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return handle(problem, request);
      }
    }
    return handle(CommonProblem.invalid(nameOf(mismatch), "is not a valid value"), request);
  }

  private static String nameOf(TypeMismatchException mismatch) {
    if (mismatch instanceof MethodArgumentTypeMismatchException argument) {
      var header = argument.getParameter().getParameterAnnotation(RequestHeader.class);
      return header != null && !header.name().isEmpty() ? header.name() : argument.getName();
    }
    return requireNonNullElse(mismatch.getPropertyName(), "request");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handle(CommonProblem.invalid(missing.getParameterName(), "is required"), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException refused,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return refused instanceof MissingRequestHeaderException missing
        ? handle(
            missing.getHeaderName().equalsIgnoreCase(HttpHeaders.IF_MATCH)
                ? CommonProblem.PRECONDITION_REQUIRED.exception()
                : CommonProblem.invalid(missing.getHeaderName(), "is required"),
            request)
        : super.handleServletRequestBindingException(refused, headers, status, request);
  }

  private @Nullable ResponseEntity<Object> handle(
      ErrorResponseException problem, WebRequest request) {
    return handleExceptionInternal(
        problem, null, problem.getHeaders(), problem.getStatusCode(), request);
  }

  /** A server error is logged; its client gets a trace id. A client error is not logged. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var problem =
        status.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)
            ? CommonProblem.internalError(tracer)
            : failure instanceof ProblemException known
                ? known.getBody()
                : CommonProblem.of(status).toProblemDetail();
    if (status.is5xxServerError() && !(failure instanceof ProblemException)) {
      LOG.error("Request failed unexpectedly", failure);
    }
    hideSecret(problem, request);
    // Preset, so that an Accept header that cannot be parsed or met does not matter here.
    var described = new HttpHeaders();
    described.putAll(headers);
    described.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.handleExceptionInternal(failure, problem, described, status, request);
  }

  /** The path of a share link opens it, so a problem that is passed on must not have it. */
  private static void hideSecret(ProblemDetail problem, WebRequest request) {
    if (request.getAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, SCOPE_REQUEST) instanceof String path
        && path.contains(SECRET_SEGMENT)) {
      var variables =
          (Map<?, ?>)
              requireNonNull(request.getAttribute(URI_TEMPLATE_VARIABLES_ATTRIBUTE, SCOPE_REQUEST));
      problem.setInstance(
          UriComponentsBuilder.fromPath(path.substring(0, path.indexOf(SECRET_SEGMENT)))
              .build(variables.get("version")));
    }
  }

  private static ProblemException invalid(List<InvalidField> errors) {
    return CommonProblem.INVALID_REQUEST.of(errors);
  }

  private static InvalidField error(
      ParameterValidationResult result, MessageSourceResolvable error) {
    return error instanceof FieldError field
        ? error(field)
        : new InvalidField(
            String.valueOf(result.getMethodParameter().getParameterName()),
            String.valueOf(error.getDefaultMessage()));
  }

  private static InvalidField error(FieldError error) {
    // A value that could not be converted has a message that names classes.
    return new InvalidField(
        error.getField(),
        error.isBindingFailure()
            ? "is not a valid value"
            : String.valueOf(error.getDefaultMessage()));
  }
}
