package dev.madang.defaults.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A problem that is thrown where it occurs and rendered once, as {@code problem+json}. */
public final class ProblemException extends ErrorResponseException {

  private final ProblemType problemType;

  ProblemException(ProblemType type, String detail, @Nullable Throwable cause) {
    super(type.status(), type.toProblemDetail(detail), cause);
    this.problemType = type;
    if (type.status() == HttpStatus.UNAUTHORIZED) {
      getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
  }

  public ProblemType problemType() {
    return problemType;
  }

  /** Adds an extension member, such as {@code limit}. */
  public ProblemException with(String member, Object value) {
    getBody().setProperty(member, value);
    return this;
  }

  /** Adds a header to the response. */
  public ProblemException header(String name, String value) {
    getHeaders().set(name, value);
    return this;
  }

  /** Says in {@code Retry-After} when another attempt may succeed. */
  public ProblemException retryAfter(Duration delay) {
    getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds())));
    return this;
  }
}
