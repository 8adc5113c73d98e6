package dev.madang.defaults.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Boot's error page as a problem: what fails or is refused in a filter, where no controller advice
 * reaches, ends here.
 */
@Controller
class ErrorProblems implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorProblems.class);

  private final Tracer tracer;

  ErrorProblems(Tracer tracer) {
    this.tracer = tracer;
  }

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
    var problem = problem(request);
    return ResponseEntity.status(problem.getStatus())
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private ProblemDetail problem(HttpServletRequest request) {
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : HttpStatus.NOT_FOUND; // somebody asks for the page itself
    if (status != null && !status.is5xxServerError()) {
      return Problem.of(status);
    }
    // The request's span has ended, but the trace is what the client can tell us of.
    try (var _ = tracer.withSpan(spanOf(request))) {
      LOG.error(
          "Unexpected failure",
          (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
      return Problem.internal(tracer);
    }
  }

  private static @Nullable Span spanOf(HttpServletRequest request) {
    return ServerHttpObservationFilter.findObservationContext(request)
        .map(observation -> observation.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .orElse(null);
  }
}
