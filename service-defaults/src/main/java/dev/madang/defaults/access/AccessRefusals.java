package dev.madang.defaults.access;

import dev.madang.defaults.problem.Problem;
import dev.madang.defaults.problem.ServletProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says no with a problem and, as RFC 6750 asks, with {@code WWW-Authenticate}. */
final class AccessRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    var refusal = Refusal.of(request.getHeader(HttpHeaders.AUTHORIZATION) != null);
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, refusal.challenge());
    ServletProblemWriter.write(response, refusal.problem());
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException {
    ServletProblemWriter.write(response, Problem.notAllowed());
  }
}
