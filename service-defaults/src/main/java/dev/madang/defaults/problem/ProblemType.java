package dev.madang.defaults.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A problem type of Madang (RFC 9457), implemented by one enum per service. Its {@code type} is
 * {@code urn:madang:problem:} and the constant's name in lower case with hyphens; it never changes,
 * and clients switch on it.
 */
public interface ProblemType {

  String NAMESPACE = "urn:madang:problem:";

  /** The enum constant's name. */
  String name();

  HttpStatus status();

  /** The default text for people; it may change. */
  String detail();

  /** The last part of the type, such as {@code media-not-found}. */
  default String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  default URI type() {
    return URI.create(NAMESPACE + code());
  }

  default ProblemDetail toProblemDetail() {
    return toProblemDetail(detail());
  }

  default ProblemDetail toProblemDetail(String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status(), detail);
    problem.setType(type());
    return problem;
  }

  /** To be thrown where the problem occurs. */
  default ProblemException exception() {
    return exception(detail());
  }

  /** With a text for people that says more than the default one. */
  default ProblemException exception(String detail) {
    return new ProblemException(this, detail, null);
  }

  /** With the cause, which only a debugger shows; it is not logged. */
  default ProblemException exception(Throwable cause) {
    return new ProblemException(this, detail(), cause);
  }
}
