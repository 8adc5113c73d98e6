package dev.madang.user.admin;

import static dev.madang.user.UserProblem.IMPORT_NOT_FOUND;
import static dev.madang.user.UserProblem.IMPORT_TOO_LARGE;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import dev.madang.user.job.JobView;
import dev.madang.user.job.JobView.JobProgress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

@ApiController("/admin/user-imports")
@Tag(name = "Administration", description = UserAdministrationController.TAG)
class UserImportController {

  private final UserImports imports;

  UserImportController(UserImports imports) {
    this.imports = imports;
  }

  @PostMapping(consumes = "text/csv")
  @Operation(
      summary = "Import users from a CSV file",
      description =
          "Creates accounts with verified addresses and sends no mail; the users set a password"
              + " with a password reset. Starts a job; poll its Location for the progress.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      description =
          "UTF-8, with a header line: `email`, and any of `displayName`, `locale` and `timeZone`. At"
              + " most 10,000 rows and 1 MB",
      content =
          @Content(
              mediaType = "text/csv",
              schema =
                  @Schema(
                      type = "string",
                      pattern = ImportFile.HEADER,
                      minLength = 5,
                      maxLength = 1_048_576),
              examples =
                  @ExampleObject(
                      "email,displayName,locale,timeZone\n"
                          + "ada@example.com,Ada,en-GB,Europe/London\n")))
  @ApiResponse(
      responseCode = "202",
      description = "The import has started",
      headers =
          @Header(
              name = "Location",
              description = "The path of the import",
              schema =
                  @Schema(
                      type = "string",
                      format = "uri-reference",
                      maxLength = 2048,
                      example = "/v1/admin/user-imports/q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6")))
  @ApiProblems(IMPORT_TOO_LARGE)
  ResponseEntity<UserImport> createUserImport(@CurrentUser UserId admin, @RequestBody byte[] file) {
    var job = imports.start(admin, file);
    return ResponseEntity.accepted()
        .location(URI.create("/v1/admin/user-imports/" + job.id()))
        .body(UserImport.of(JobView.of(job), ImportReport.EMPTY));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Get the progress of an import, and the lines that created no user",
      description = "The import can be read for 30 days after its end, the lines for one day.")
  @ApiResponse(responseCode = "200", description = "The import")
  @ApiProblems(IMPORT_NOT_FOUND)
  UserImport getUserImport(
      @Parameter(
              description = "The `id` of an import",
              example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6",
              schema = @Schema(pattern = JobId.PATTERN, maxLength = 32))
          @PathVariable
          String id) {
    var job = imports.find(id).orElseThrow(IMPORT_NOT_FOUND::exception);
    return UserImport.of(JobView.of(job), imports.report(job.id()));
  }

  /** A job with a report. */
  @Schema(description = "An import of users")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UserImport(
      @Schema(example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6", pattern = JobId.PATTERN, maxLength = 32)
          String id,
      @Schema(allowableValues = "user-import") String type,
      @Schema(
              description = "`succeeded` and `failed` are final",
              allowableValues = {"running", "succeeded", "failed"},
              example = "succeeded")
          String status,
      JobProgress progress,
      Instant createdAt,
      @Schema(description = "Absent while running") @Nullable Instant endedAt,
      @Schema(
              description = "The number of rows by outcome; only of an import that succeeded",
              example = "{\"imported\": \"1\", \"exists\": \"0\", \"rejected\": \"0\"}")
          @Nullable Map<String, String> result,
      @Schema(
              description = "Only of an import that failed; later versions add reasons",
              example = "file-expired",
              pattern = "^[a-z-]+$",
              maxLength = 64)
          @Nullable String failureReason,
      @ArraySchema(
              arraySchema = @Schema(description = "The lines that created no user, so far"),
              maxItems = 10_000)
          List<UserImportLine> lines) {

    static UserImport of(JobView job, ImportReport report) {
      return new UserImport(
          job.id(),
          job.type(),
          job.status(),
          job.progress(),
          job.createdAt(),
          job.endedAt(),
          job.result(),
          job.failureReason(),
          report.entries().stream().map(UserImportLine::of).toList());
    }
  }

  @Schema(description = "A line that created no user")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UserImportLine(
      @Schema(description = "Its number in the file", example = "3", minimum = "2") int line,
      @Schema(allowableValues = {"exists", "rejected"}) String outcome,
      @Schema(
              description = "Why the line was rejected; later versions add reasons",
              example = "invalid-email",
              pattern = "^[a-z-]+$",
              maxLength = 64)
          @Nullable String reason) {

    static UserImportLine of(ImportReport.Entry entry) {
      return new UserImportLine(
          entry.line(), entry.outcome(), entry.reason().isEmpty() ? null : entry.reason());
    }
  }
}
