package dev.madang.defaults.security;

import dev.madang.defaults.problem.CommonProblem;
import dev.madang.defaults.problem.ServletProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers 401 and 403 with a problem, 401 with {@code WWW-Authenticate} (RFC 6750). */
final class ProblemAuthenticationEntryPoint
    implements AuthenticationEntryPoint, AccessDeniedHandler {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    var problem = AuthenticationProblem.of(request.getHeader(HttpHeaders.AUTHORIZATION) != null);
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
    ServletProblemWriter.write(response, problem.problem());
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    ServletProblemWriter.write(response, CommonProblem.FORBIDDEN.toProblemDetail());
  }
}
