package dev.madang.user.job;

import static dev.madang.defaults.problem.Problem.of;
import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.job.Job.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Jobs")
class JobController {

  private final Jobs jobs;

  JobController(Jobs jobs) {
    this.jobs = jobs;
  }

  @GetMapping("/v1/me/jobs/{id}")
  @Operation(summary = "How far a job is; those that ended are known for 30 days")
  @ApiProblem(status = 404, problem = "job-not-found")
  ResponseEntity<JobView> job(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
    var user = new UserId(requireNonNull(token.getSubject()));
    var job =
        JobId.parse(id)
            .flatMap(jobs::find)
            .filter(it -> it.owner().equals(user))
            .orElseThrow(() -> new JobNotFound(id));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(JobView.of(job));
  }

  /**
   * @param result what came of it, when it is done
   * @param reason why it failed, when it did
   */
  record JobView(
      String id,
      String type,
      StateName state,
      Job.Progress progress,
      Instant createdAt,
      @Nullable Instant endedAt,
      @Nullable Map<String, String> result,
      @Nullable String reason) {

    static JobView of(Job job) {
      return switch (job.state()) {
        case State.Running() -> view(job, StateName.running, null, null, null);
        case State.Done(var result, var at) -> view(job, StateName.done, at, result, null);
        case State.Failed(var reason, var at) -> view(job, StateName.failed, at, null, reason);
      };
    }

    private static JobView view(
        Job job,
        StateName state,
        @Nullable Instant endedAt,
        @Nullable Map<String, String> result,
        @Nullable String reason) {
      return new JobView(
          job.id().value(),
          job.type(),
          state,
          job.progress(),
          job.createdAt(),
          endedAt,
          result,
          reason);
    }
  }

  @Schema(name = "JobState")
  enum StateName {
    running,
    done,
    failed
  }

  @RestControllerAdvice
  @Order(0)
  static class JobProblems {

    @ExceptionHandler
    ProblemDetail on(JobNotFound missing) {
      return of(HttpStatus.NOT_FOUND, "job-not-found", "There is no such job of yours.");
    }
  }
}
