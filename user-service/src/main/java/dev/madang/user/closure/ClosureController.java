package dev.madang.user.closure;

import static dev.madang.defaults.problem.Problem.of;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.account.FreshSignIn;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import dev.madang.user.job.Jobs.Again;
import dev.madang.user.profile.UserId;
import dev.madang.user.security.Origin;
import dev.madang.user.security.SecurityEventKind;
import dev.madang.user.security.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestController
@Tag(name = "Closing an account")
class ClosureController {

  private final FreshSignIn freshSignIn;
  private final SecurityEvents events;
  private final Jobs jobs;

  ClosureController(FreshSignIn freshSignIn, SecurityEvents events, Jobs jobs) {
    this.freshSignIn = freshSignIn;
    this.events = events;
    this.jobs = jobs;
  }

  @DeleteMapping("/v1/me")
  @Operation(
      summary = "Close the account",
      description =
          "After a sign-in of the last ten minutes. All that is kept of the user is removed; asked"
              + " twice, it is the same closing. Keep the address of the answer: it needs no token,"
              + " for there is none any more.")
  @ApiResponse(responseCode = "202", description = "Begun; Location tells how far it is")
  @ApiProblem(status = 403, problem = "fresh-sign-in-needed")
  ResponseEntity<ClosingBegun> close(@AuthenticationPrincipal Jwt token, HttpServletRequest from) {
    freshSignIn.require(token);
    var user = new UserId(requireNonNull(token.getSubject()));
    events.record(user, SecurityEventKind.CLOSING_STARTED, Origin.of(from), Map.of());
    var job = jobs.startOnly(Closing.KIND, user, Map.of(), Again.NEVER);
    var location = URI.create("/v1/closures/" + job.id());
    return ResponseEntity.accepted()
        .location(location)
        .cacheControl(CacheControl.noStore())
        .body(new ClosingBegun(job.id().value()));
  }

  @GetMapping("/v1/closures/{id}")
  @Operation(
      summary = "How far a closing is, and in the end the receipt",
      description = "Open to whoever knows the id. It is known for 30 days after the end.")
  @SecurityRequirements
  @ApiProblem(status = 404, problem = "closure-not-found")
  ResponseEntity<Closure> closure(@PathVariable String id) {
    var job =
        JobId.parse(id)
            .flatMap(jobs::find)
            .filter(it -> it.kind().equals(Closing.KIND))
            .orElseThrow(ClosureNotFound::new);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Closure.of(job));
  }

  record ClosingBegun(String id) {}

  /**
   * @param removed how much each store had of the user; whole when it is closed
   * @param kept what is not removed; there when it is closed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Closure(
      String id,
      @Schema(allowableValues = {"closing", "closed"}) String state,
      Instant startedAt,
      @Nullable Instant closedAt,
      List<StepView> steps,
      List<RemovedView> removed,
      @Nullable List<KeptView> kept) {

    static Closure of(Job job) {
      return switch (job.state()) {
        case State.Running() ->
            view(
                job,
                "closing",
                null,
                Closing.stepsDone(job),
                Closing.counts(job.checkpoint()),
                null);
        case State.Done(var result, var at) ->
            view(job, "closed", at, Step.values().length, result, KeptView.at(at));
        case State.Failed(var reason, _) ->
            throw new IllegalStateException("a closing does not fail: " + reason);
      };
    }

    private static Closure view(
        Job job,
        String state,
        @Nullable Instant closedAt,
        int steps,
        Map<String, String> counts,
        @Nullable List<KeptView> kept) {
      return new Closure(
          job.id().value(),
          state,
          job.startedAt(),
          closedAt,
          Arrays.stream(Step.values())
              .map(step -> new StepView(step, step.ordinal() < steps))
              .toList(),
          counts.entrySet().stream()
              .map(it -> RemovedView.of(it.getKey(), Removed.parse(it.getValue())))
              .sorted(comparing(RemovedView::store))
              .toList(),
          kept);
    }
  }

  record StepView(Step step, boolean done) {}

  /**
   * @param note what the number does not say
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RemovedView(
      @Schema(example = "private-space") String store, long removed, @Nullable String note) {

    static RemovedView of(String store, Removed removed) {
      return new RemovedView(
          store, removed.count(), removed.note().isEmpty() ? null : removed.note());
    }
  }

  /**
   * @param until when the last of it is gone too
   */
  record KeptView(@Schema(example = "security-events") String store, String why, Instant until) {

    static List<KeptView> at(Instant closed) {
      return List.of(
          new KeptView(
              "security-events",
              "nobody can change or remove what happened to an account",
              closed.plus(Duration.ofDays(366))),
          new KeptView(
              "marks",
              "the id alone, so that nothing late is taken for the user's",
              closed.plus(Duration.ofDays(90))),
          new KeptView("jobs", "this receipt", closed.plus(Duration.ofDays(30))),
          new KeptView("backups", "of every table", closed.plus(Duration.ofDays(35))));
    }
  }

  @RestControllerAdvice
  @Order(0)
  static class ClosureProblems {

    @ExceptionHandler
    ProblemDetail on(ClosureNotFound missing) {
      return of(HttpStatus.NOT_FOUND, "closure-not-found", "There is no such closing.");
    }
  }
}
