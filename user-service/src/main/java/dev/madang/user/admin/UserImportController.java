package dev.madang.user.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.job.Job;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/admin/user-imports")
@Tag(name = "Administration")
@ApiProblem(status = 403, problem = "not-allowed")
class UserImportController {

  private final Jobs jobs;
  private final ImportFiles files;
  private final ImportProperties properties;

  UserImportController(Jobs jobs, ImportFiles files, ImportProperties properties) {
    this.jobs = jobs;
    this.files = files;
    this.properties = properties;
  }

  @PostMapping(consumes = "text/csv")
  @Operation(
      summary = "Import users with confirmed addresses; they come in by forgot-password",
      description =
          "UTF-8, a header with email and any of displayName, locale and timeZone, 10,000 rows and"
              + " 1 MB at most. Nobody is mailed.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = "string"),
              examples =
                  @ExampleObject(
                      "email,displayName,locale,timeZone\n"
                          + "ada@example.com,Ada,en-GB,Europe/London\n")))
  @ApiResponse(responseCode = "202", description = "The import goes on by itself")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 413, problem = "import-too-large")
  ResponseEntity<ImportView> start(@RequestBody byte[] file, @AuthenticationPrincipal Jwt admin) {
    if (file.length > properties.maxSize().toBytes()) {
      throw new ImportTooLarge(properties.maxSize().toKilobytes() + " KB.");
    }
    if (ImportFile.parse(file).lines().size() > properties.maxRows()) {
      throw new ImportTooLarge(properties.maxRows() + " rows.");
    }
    var id = JobId.next();
    files.put(id, file);
    var job = jobs.start(id, UserImport.TYPE, UserAdministrationController.userOf(admin), Map.of());
    return ResponseEntity.accepted()
        .location(URI.create("/v1/admin/user-imports/" + id))
        .cacheControl(CacheControl.noStore())
        .body(ImportView.of(job, ImportReport.EMPTY));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "How far an import is, and which lines made no user",
      description = "The lines are told for a day.")
  @ApiProblem(status = 404, problem = "import-not-found")
  ResponseEntity<ImportView> progress(@PathVariable String id) {
    var job =
        JobId.parse(id)
            .flatMap(jobs::find)
            .filter(it -> it.type().equals(UserImport.TYPE))
            .orElseThrow(ImportNotFound::new);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(ImportView.of(job, files.report(job.id())));
  }

  /**
   * @param done rows
   * @param total rows, 0 while nobody knows
   * @param result how many were imported, existed or were refused, when it is done
   * @param reason why it failed, when it did
   * @param lines that made no user, so far
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ImportView(
      @Schema(example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6") String id,
      @Schema(allowableValues = {"running", "done", "failed"}) String state,
      long done,
      long total,
      @Schema(example = "{\"imported\": \"1\", \"exists\": \"0\", \"refused\": \"0\"}")
          @Nullable Map<String, String> result,
      @Schema(example = "file-expired") @Nullable String reason,
      List<LineView> lines,
      Instant startedAt,
      @Nullable Instant endedAt) {

    static ImportView of(Job job, ImportReport report) {
      return switch (job.state()) {
        case Job.State.Running() -> view(job, report, "running", null, null, null);
        case Job.State.Done(var result, var at) -> view(job, report, "done", result, null, at);
        case Job.State.Failed(var reason, var at) -> view(job, report, "failed", null, reason, at);
      };
    }

    private static ImportView view(
        Job job,
        ImportReport report,
        String state,
        @Nullable Map<String, String> result,
        @Nullable String reason,
        @Nullable Instant endedAt) {
      return new ImportView(
          job.id().value(),
          state,
          job.progress().done(),
          job.progress().total(),
          result,
          reason,
          report.entries().stream().map(LineView::of).toList(),
          job.createdAt(),
          endedAt);
    }
  }

  /**
   * @param reason why it was refused, when it was
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineView(
      @Schema(example = "3") int line,
      @Schema(allowableValues = {"exists", "refused"}) String outcome,
      @Schema(example = "invalid-email") @Nullable String reason) {

    static LineView of(ImportReport.Entry entry) {
      return new LineView(
          entry.line(), entry.outcome(), entry.reason().isEmpty() ? null : entry.reason());
    }
  }
}
