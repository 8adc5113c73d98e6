package dev.madang.user.accountdeletion;

import static dev.madang.user.UserProblem.ACCOUNT_DELETION_NOT_FOUND;
import static dev.madang.user.UserProblem.REAUTHENTICATION_REQUIRED;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import dev.madang.user.job.Jobs.Again;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import dev.madang.user.signin.RecentSignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@ApiController
@Tag(name = "Account deletion", description = "Delete the account and all data of the user")
class AccountDeletionController {

  private final RecentSignIn recentSignIn;
  private final SecurityEvents events;
  private final Jobs jobs;

  AccountDeletionController(RecentSignIn recentSignIn, SecurityEvents events, Jobs jobs) {
    this.recentSignIn = recentSignIn;
    this.events = events;
    this.jobs = jobs;
  }

  @DeleteMapping("/me")
  @Operation(
      summary = "Delete the account and all data of the user",
      description =
          "Needs a sign-in within the last ten minutes. Idempotent: the same deletion is returned"
              + " again. Keep the Location: it shows the progress and finally the receipt without a"
              + " token, because no token of the user stays valid.")
  @ApiResponse(
      responseCode = "202",
      description = "The deletion has started",
      headers =
          @Header(
              name = "Location",
              description = "The path of the account deletion",
              schema =
                  @Schema(
                      type = "string",
                      format = "uri-reference",
                      maxLength = 2048,
                      example = "/v1/account-deletions/q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6")))
  @ApiProblems(REAUTHENTICATION_REQUIRED)
  ResponseEntity<AccountDeletion> deleteMe(
      @AuthenticationPrincipal Jwt token, @CurrentUser UserId user, ClientInfo client) {
    recentSignIn.require(token);
    events.record(user, SecurityEventType.ACCOUNT_DELETION_REQUESTED, client, Map.of());
    var job = jobs.startUnique(AccountDeletionJob.TYPE, user, Map.of(), Again.NEVER);
    return ResponseEntity.accepted()
        .location(URI.create("/v1/account-deletions/" + job.id()))
        .body(AccountDeletion.of(job));
  }

  @GetMapping("/account-deletions/{id}")
  @Operation(
      summary = "Get the progress of an account deletion, and finally its receipt",
      description =
          "Needs no token: the id is a secret. It can be read for 30 days after the deletion.")
  @ApiResponse(responseCode = "200", description = "The account deletion")
  @ApiProblems(ACCOUNT_DELETION_NOT_FOUND)
  AccountDeletion getAccountDeletion(
      @Parameter(
              example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6",
              schema = @Schema(pattern = JobId.PATTERN, maxLength = 32))
          @PathVariable
          String id) {
    return JobId.parse(id)
        .flatMap(jobs::find)
        .filter(it -> it.type().equals(AccountDeletionJob.TYPE))
        .map(AccountDeletion::of)
        .orElseThrow(ACCOUNT_DELETION_NOT_FOUND::exception);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AccountDeletion(
      @Schema(example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6", pattern = JobId.PATTERN, maxLength = 32)
          String id,
      @Schema(allowableValues = {"running", "succeeded"}) String status,
      Instant createdAt,
      @Nullable Instant endedAt,
      @ArraySchema(maxItems = 8) List<AccountDeletionStep> steps,
      @ArraySchema(
              arraySchema =
                  @Schema(description = "What each store had of the user, as far as counted"),
              maxItems = 100)
          List<DeletedStore> stores,
      @ArraySchema(
              arraySchema =
                  @Schema(description = "The retained data, and why; empty while running"),
              maxItems = 100)
          List<RetainedData> retained) {

    static AccountDeletion of(Job job) {
      return switch (job.state()) {
        case State.Running() ->
            of(
                job,
                "running",
                null,
                AccountDeletionJob.stepsDone(job),
                AccountDeletionJob.counts(job.checkpoint()),
                List.of());
        case State.Done(var result, var at) ->
            of(job, "succeeded", at, Step.values().length, result, RetainedData.since(at));
        case State.Failed(var reason, _) ->
            throw new IllegalStateException("an account deletion never fails: " + reason);
      };
    }

    private static AccountDeletion of(
        Job job,
        String status,
        @Nullable Instant endedAt,
        int steps,
        Map<String, String> counts,
        List<RetainedData> retained) {
      return new AccountDeletion(
          job.id().value(),
          status,
          job.createdAt(),
          endedAt,
          Stream.of(Step.values())
              .map(step -> new AccountDeletionStep(step, step.ordinal() < steps))
              .toList(),
          counts.entrySet().stream()
              .map(it -> DeletedStore.of(it.getKey(), StoreCount.parse(it.getValue())))
              .sorted(comparing(DeletedStore::name))
              .toList(),
          retained);
    }
  }

  record AccountDeletionStep(Step name, boolean done) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeletedStore(
      @Schema(example = "private-space", pattern = "^[a-z-]+$", maxLength = 64) String name,
      @Schema(minimum = "0", maximum = "9007199254740991") long deletedCount,
      @Schema(description = "A note on the number", maxLength = 500) @Nullable String note) {

    static DeletedStore of(String name, StoreCount count) {
      return new DeletedStore(name, count.deleted(), count.note().isEmpty() ? null : count.note());
    }
  }

  record RetainedData(
      @Schema(example = "security-events", pattern = "^[a-z-]+$", maxLength = 64) String name,
      @Schema(maxLength = 500) String reason,
      @Schema(description = "When the last data is deleted") Instant expiresAt) {

    static List<RetainedData> since(Instant end) {
      return List.of(
          new RetainedData(
              "security-events",
              "Security events are append-only. Counts of failed sign-ins are kept with them.",
              end.plus(Duration.ofDays(366))),
          new RetainedData(
              "deletion-markers",
              "The user id alone, so that late data is not stored for the user.",
              end.plus(Duration.ofDays(90))),
          new RetainedData("jobs", "This receipt.", end.plus(Duration.ofDays(30))),
          new RetainedData("backups", "Backups of every table.", end.plus(Duration.ofDays(35))));
    }
  }
}
