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

/** Renders as a problem what a servlet filter rejects or fails at, where no advice reaches. */
@Controller
class ProblemErrorController implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorController.class);

  private final Tracer tracer;

  ProblemErrorController(Tracer tracer) {
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
            : HttpStatus.NOT_FOUND; // a request for the error page itself
    if (status != null && !status.is5xxServerError()) {
      return CommonProblem.of(status).toProblemDetail();
    }
    // The request's span has ended; the client can report its trace id.
    try (var _ = tracer.withSpan(spanOf(request))) {
      LOG.error(
          "Request failed unexpectedly",
          (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
      return CommonProblem.internalError(tracer);
    }
  }

  private static @Nullable Span spanOf(HttpServletRequest request) {
    return ServerHttpObservationFilter.findObservationContext(request)
        .map(observation -> observation.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan)
        .orElse(null);
  }
}
