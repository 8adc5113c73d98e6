package dev.madang.defaults.problem;

import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Makes the problem details of Madang (RFC 9457). A {@code type} is {@code urn:madang:problem:} and
 * a name that never changes; clients switch on it. The {@code detail} is for people and may change.
 */
public final class Problem {

  private static final String NAMESPACE = "urn:madang:problem:";

  private Problem() {}

  /**
   * @param name lower case with hyphens, such as {@code media-not-found}
   */
  public static ProblemDetail of(HttpStatus status, String name, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(NAMESPACE + name));
    return problem;
  }

  /** A refusal that is not our own but a server's or a framework's, named by its status. */
  public static ProblemDetail of(HttpStatusCode code) {
    var status = HttpStatus.valueOf(code.value());
    var name =
        status == HttpStatus.BAD_REQUEST
            ? "invalid-request"
            : status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return of(status, name, status.getReasonPhrase());
  }

  public static ProblemDetail noToken() {
    return of(HttpStatus.UNAUTHORIZED, "no-token", "Send an access token as a bearer token.");
  }

  public static ProblemDetail invalidToken() {
    return of(
        HttpStatus.UNAUTHORIZED,
        "invalid-token",
        "The token is expired, is not an access token, or was not issued for this API.");
  }

  public static ProblemDetail notAllowed() {
    return of(HttpStatus.FORBIDDEN, "not-allowed", "The token does not open this.");
  }

  /** Tells the client nothing but where to look; the log tells the rest. */
  public static ProblemDetail internal(Tracer tracer) {
    var span = tracer.currentSpan();
    var problem =
        of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side.");
    problem.setProperty("traceId", span == null ? "none" : span.context().traceId());
    return problem;
  }
}
