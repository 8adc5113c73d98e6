package dev.madang.defaults.budget;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request its budget. Only services can connect, so the header is theirs. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestBudgetFilter extends OncePerRequestFilter {

  private final RequestBudgetProperties properties;

  RequestBudgetFilter(RequestBudgetProperties properties) {
    this.properties = properties;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var time = time(request.getHeader(RequestBudget.HEADER));
    new RequestBudget(time, properties.retries())
        .<ServletException, IOException>run(() -> chain.doFilter(request, response));
  }

  private Duration time(@Nullable String millis) {
    if (millis == null || !millis.matches("[0-9]{1,9}")) {
      return properties.time();
    }
    var time = Duration.ofMillis(Long.parseLong(millis));
    return time.compareTo(properties.time()) < 0 ? time : properties.time();
  }
}
