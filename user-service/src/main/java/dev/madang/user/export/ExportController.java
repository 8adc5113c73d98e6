package dev.madang.user.export;

import static dev.madang.user.UserProblem.EXPORT_EXPIRED;
import static dev.madang.user.UserProblem.EXPORT_NOT_FOUND;
import static dev.madang.user.UserProblem.EXPORT_NOT_READY;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.DownloadLink;
import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.State;
import dev.madang.user.job.JobId;
import dev.madang.user.job.JobView;
import dev.madang.user.job.Jobs;
import dev.madang.user.job.Jobs.Again;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

@ApiController("/me/exports")
@Tag(name = "Exports", description = "A ZIP file with all data that Madang stores about the user")
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

  @PostMapping
  @Operation(
      summary = "Export all data of the user",
      description =
          "Starts a job; poll its Location for the progress, then create a download link. While an"
              + " export is running, the same job is returned again.")
  @ApiResponse(
      responseCode = "202",
      description = "The export is running",
      headers =
          @Header(
              name = "Location",
              description = "The path of the export",
              schema =
                  @Schema(
                      type = "string",
                      format = "uri-reference",
                      maxLength = 2048,
                      example = "/v1/me/exports/q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6")))
  ResponseEntity<JobView> createExport(@CurrentUser UserId user, ClientInfo client) {
    events.record(user, SecurityEventType.EXPORT_REQUESTED, client, Map.of());
    var job = jobs.startUnique(ExportJob.TYPE, user, Map.of(), Again.WHEN_ENDED);
    return ResponseEntity.accepted()
        .location(URI.create("/v1/me/exports/" + job.id()))
        .body(JobView.of(job));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Get the progress of an export",
      description = "An export can be read for 30 days, and downloaded for one hour.")
  @ApiResponse(responseCode = "200", description = "The export")
  @ApiProblems(EXPORT_NOT_FOUND)
  JobView getExport(
      @CurrentUser UserId user,
      @Parameter(
              description = "The `id` of an export",
              example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6",
              schema = @Schema(pattern = JobId.PATTERN, maxLength = 32))
          @PathVariable
          String id) {
    return JobView.of(find(user, id));
  }

  @PostMapping("/{id}/download-links")
  @Operation(
      summary = "Create a download link of an export",
      description = "Anyone with the link can download the export, until one hour after its end.")
  @ApiResponse(responseCode = "200", description = "The link")
  @ApiProblems({EXPORT_NOT_FOUND, EXPORT_NOT_READY, EXPORT_EXPIRED})
  DownloadLink createExportDownloadLink(
      @CurrentUser UserId user,
      @Parameter(
              description = "The `id` of an export",
              example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6",
              schema = @Schema(pattern = JobId.PATTERN, maxLength = 32))
          @PathVariable
          String id) {
    var export = find(user, id);
    return switch (export.state()) {
      case State.Running() -> throw EXPORT_NOT_READY.exception();
      case State.Failed(_, _) -> throw EXPORT_NOT_FOUND.exception();
      case State.Done(_, var endedAt) -> downloadLink(export, endedAt);
    };
  }

  private Job find(UserId user, String id) {
    return JobId.parse(id)
        .flatMap(jobs::find)
        .filter(it -> it.type().equals(ExportJob.TYPE) && it.owner().equals(user))
        .orElseThrow(EXPORT_NOT_FOUND::exception);
  }

  private DownloadLink downloadLink(Job export, Instant endedAt) {
    var expiresAt = endedAt.plus(properties.linkValidity());
    var validity = Duration.between(clock.instant(), expiresAt);
    if (!validity.isPositive()) {
      throw EXPORT_EXPIRED.exception();
    }
    return new DownloadLink(exports.presign(export.owner(), export.id(), validity), expiresAt);
  }
}
