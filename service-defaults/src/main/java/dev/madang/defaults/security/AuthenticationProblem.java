package dev.madang.defaults.security;

import dev.madang.defaults.problem.CommonProblem;
import org.springframework.http.ProblemDetail;

/**
 * The response to a request without a token or with an invalid one.
 *
 * @param challenge the value of {@code WWW-Authenticate} (RFC 6750)
 */
record AuthenticationProblem(String challenge, ProblemDetail problem) {

  static AuthenticationProblem of(boolean tokenSent) {
    return tokenSent
        ? new AuthenticationProblem(
            "Bearer error=\"invalid_token\"", CommonProblem.INVALID_TOKEN.toProblemDetail())
        : new AuthenticationProblem("Bearer", CommonProblem.MISSING_TOKEN.toProblemDetail());
  }
}
