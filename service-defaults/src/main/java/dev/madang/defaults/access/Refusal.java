package dev.madang.defaults.access;

import dev.madang.defaults.problem.Problem;
import org.springframework.http.ProblemDetail;

/**
 * What is said to who brings no token, or one that does not count.
 *
 * @param challenge the value of {@code WWW-Authenticate} that RFC 6750 asks for
 */
record Refusal(String challenge, ProblemDetail problem) {

  static Refusal of(boolean tokenSent) {
    return tokenSent
        ? new Refusal("Bearer error=\"invalid_token\"", Problem.invalidToken())
        : new Refusal("Bearer", Problem.noToken());
  }
}
