package dev.madang.defaults.problem;

import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The problem types that gateway and services share. */
public enum CommonProblem implements ProblemType {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid."),
  UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "The request has a field that does not exist."),
  READ_ONLY_FIELD(HttpStatus.BAD_REQUEST, "The request has a field that cannot be changed."),
  INVALID_CURSOR(
      HttpStatus.BAD_REQUEST, "The cursor is not the `next` value of an earlier response."),
  MISSING_TOKEN(HttpStatus.UNAUTHORIZED, "Send an access token as a bearer token."),
  INVALID_TOKEN(
      HttpStatus.UNAUTHORIZED,
      "The token is expired or revoked, is not an access token, or was not issued for this API."),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not permit this operation."),
  DIRECT_ACCESS_FORBIDDEN(
      HttpStatus.FORBIDDEN, "Send requests to the public address of the API, not past it."),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no resource at this path."),
  METHOD_NOT_ALLOWED(
      HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method; see Allow."),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No representation matches the Accept header."),
  REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time."),
  PRECONDITION_FAILED(
      HttpStatus.PRECONDITION_FAILED, "The resource has changed; read it again and retry."),
  BODY_TOO_LARGE(
      HttpStatus.CONTENT_TOO_LARGE, "The body is too large. Files are sent to S3, not to the API."),
  URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request target is too long."),
  UNSUPPORTED_MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The operation does not support this Content-Type."),
  RANGE_NOT_SATISFIABLE(
      HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The range is not satisfiable."),
  EXPECTATION_FAILED(HttpStatus.EXPECTATION_FAILED, "The Expect header is not supported."),
  PRECONDITION_REQUIRED(
      HttpStatus.PRECONDITION_REQUIRED, "Send If-Match with the ETag of the resource, or *."),
  TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests; try again later."),
  REQUEST_HEADER_FIELDS_TOO_LARGE(
      HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The request headers are too large."),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed on our side."),
  NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "The server does not know this method."),
  SERVICE_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "The service is unavailable at the moment; try again."),
  GATEWAY_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "The service did not respond in time.");

  private final HttpStatus status;
  private final String detail;

  CommonProblem(HttpStatus status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  @Override
  public HttpStatus status() {
    return status;
  }

  @Override
  public String detail() {
    return detail;
  }

  /** The type for a status that Spring, Tomcat or Netty chose. */
  public static CommonProblem of(HttpStatusCode status) {
    return Stream.of(values())
        .filter(type -> type.status.value() == status.value())
        .findFirst()
        .orElse(status.is4xxClientError() ? INVALID_REQUEST : INTERNAL_ERROR);
  }

  /** {@link #INVALID_REQUEST} that names one field in {@code errors}. */
  public static ProblemException invalid(String field, String message) {
    return INVALID_REQUEST.of(List.of(new InvalidField(field, message)));
  }

  /** This problem with {@code errors}, whose first entry is the detail. */
  public ProblemException of(List<InvalidField> errors) {
    var first = errors.getFirst();
    return exception("%s %s.".formatted(first.field(), first.message())).with("errors", errors);
  }

  /** Tells the client a trace id and nothing else; the log has the rest. */
  public static ProblemDetail internalError(Tracer tracer) {
    var span = tracer.currentSpan();
    var problem = INTERNAL_ERROR.toProblemDetail();
    problem.setProperty("traceId", span == null ? "none" : span.context().traceId());
    return problem;
  }
}
