package dev.madang.user.export;

import static dev.madang.defaults.problem.Problem.of;
import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import dev.madang.user.job.Jobs.Again;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Export")
class ExportController {

  private final SecurityEvents events;
  private final Jobs jobs;
  private final Exports exports;
  private final ExportProperties properties;
  private final Clock clock;

  ExportController(
      SecurityEvents events, Jobs jobs, Exports exports, ExportProperties properties, Clock clock) {
    this.events = events;
    this.jobs = jobs;
    this.exports = exports;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping("/v1/me/export")
  @Operation(
      summary = "Make a zip of all that is kept of the signed-in user",
      description = "While one is being made, it is that one which is answered.")
  @ApiResponse(
      responseCode = "202",
      description = "Begun: ask /v1/me/jobs/{job} how far it is, then /v1/me/exports/{job}")
  ResponseEntity<ExportBegun> export(@AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    var user = userOf(token);
    events.record(user, SecurityEventType.EXPORT_REQUESTED, ClientInfo.of(from), Map.of());
    var job = jobs.startUnique(ExportJob.TYPE, user, Map.of(), Again.WHEN_ENDED);
    return ResponseEntity.accepted()
        .location(URI.create("/v1/me/jobs/" + job.id()))
        .cacheControl(CacheControl.noStore())
        .body(new ExportBegun(job.id().value()));
  }

  @GetMapping("/v1/me/exports/{job}")
  @Operation(summary = "A link to an export, which opens it for an hour after it was made")
  @ApiProblem(status = 404, problem = "export-not-found")
  @ApiProblem(status = 409, problem = "export-not-ready")
  @ApiProblem(status = 410, problem = "export-expired")
  ResponseEntity<ExportLink> link(@PathVariable String job, @AuthenticationPrincipal Jwt token) {
    var user = userOf(token);
    var export =
        JobId.parse(job)
            .flatMap(jobs::find)
            .filter(it -> it.type().equals(ExportJob.TYPE) && it.owner().equals(user))
            .orElseThrow(ExportNotFound::new);
    return switch (export.state()) {
      case State.Running() -> throw new ExportNotReady();
      case State.Failed(_, _) -> throw new ExportNotFound();
      case State.Done(_, var madeAt) -> answer(user, export.id(), madeAt);
    };
  }

  private ResponseEntity<ExportLink> answer(UserId user, JobId export, Instant madeAt) {
    var end = madeAt.plus(properties.linkValidity());
    var left = Duration.between(clock.instant(), end);
    if (!left.isPositive()) {
      throw new ExportExpired();
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new ExportLink(exports.link(user, export, left), end));
  }

  private static UserId userOf(Jwt token) {
    return new UserId(requireNonNull(token.getSubject()));
  }

  record ExportBegun(String job) {}

  /**
   * @param expiresAt from when the url opens nothing; make another export then
   */
  record ExportLink(URI url, Instant expiresAt) {}

  @RestControllerAdvice
  @Order(0)
  static class ExportProblems {

    @ExceptionHandler
    ProblemDetail on(ExportNotFound missing) {
      return of(HttpStatus.NOT_FOUND, "export-not-found", "There is no such export of yours.");
    }

    @ExceptionHandler
    ProblemDetail on(ExportNotReady early) {
      return of(HttpStatus.CONFLICT, "export-not-ready", "The export is still being made.");
    }

    @ExceptionHandler
    ProblemDetail on(ExportExpired late) {
      return of(HttpStatus.GONE, "export-expired", "Make another one.");
    }
  }
}
