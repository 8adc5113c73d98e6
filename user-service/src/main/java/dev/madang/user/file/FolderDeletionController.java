package dev.madang.user.file;

import static dev.madang.user.UserProblem.RESERVED_FOLDER;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import dev.madang.user.job.JobView;
import dev.madang.user.job.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

@ApiController
@Tag(name = "Files", description = FileController.TAG)
class FolderDeletionController {

  private final Jobs jobs;

  FolderDeletionController(Jobs jobs) {
    this.jobs = jobs;
  }

  @PostMapping("/me/files/folder-deletions")
  @Operation(
      summary = "Delete a folder with everything in it",
      description =
          "Starts a job; poll its Location for the progress. A file that is uploaded to the folder"
              + " later is not deleted.")
  @ApiResponse(
      responseCode = "202",
      description = "The deletion has started",
      headers =
          @Header(
              name = "Location",
              description = "The path of the job",
              schema =
                  @Schema(
                      type = "string",
                      format = "uri-reference",
                      maxLength = 2048,
                      example = "/v1/me/jobs/q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6")))
  @ApiProblems(RESERVED_FOLDER)
  ResponseEntity<JobView> createFolderDeletion(
      @CurrentUser UserId user, @RequestBody @Valid CreateFolderDeletionRequest request) {
    var input = Map.of(FolderDeletionJob.FOLDER, request.folder().requireWritable().value());
    var job = jobs.start(JobId.next(), FolderDeletionJob.TYPE, user, input);
    return ResponseEntity.accepted()
        .location(URI.create("/v1/me/jobs/" + job.id()))
        .body(JobView.of(job));
  }

  @Schema(description = "A folder to delete")
  record CreateFolderDeletionRequest(
      @NotNull @Schema(
              example = "letters/2026",
              pattern = FilePath.PATTERN,
              minLength = 1,
              maxLength = FilePath.MAX_BYTES)
          FilePath folder) {}
}
