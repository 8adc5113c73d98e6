package dev.madang.user.file;

import static java.util.Objects.requireNonNull;

import dev.madang.defaults.openapi.ApiProblem;
import dev.madang.user.UserId;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Files")
class FolderDeletionController {

  private final Jobs jobs;

  FolderDeletionController(Jobs jobs) {
    this.jobs = jobs;
  }

  @PostMapping("/v1/me/files/deletions")
  @Operation(
      summary = "Delete a folder and all that is in it",
      description = "GET /v1/me/jobs/{id} tells how far it is. What comes into it later stays.")
  @ApiResponse(responseCode = "202", description = "It will be done, whatever happens to us")
  @ApiProblem(status = 400, problem = "invalid-request")
  @ApiProblem(status = 400, problem = "unknown-field")
  @ApiProblem(status = 403, problem = "reserved-folder")
  ResponseEntity<StartedDeletion> deleteFolder(
      @AuthenticationPrincipal Jwt token, @RequestBody @Valid FolderRequest request) {
    var folder = ReservedFolder.none(request.folder());
    var job =
        jobs.start(
            JobId.next(),
            FolderDeletion.TYPE,
            new UserId(requireNonNull(token.getSubject())),
            Map.of(FolderDeletion.FOLDER, folder.value()));
    return ResponseEntity.accepted()
        .location(URI.create("/v1/me/jobs/" + job.id()))
        .cacheControl(CacheControl.noStore())
        .body(new StartedDeletion(job.id().value()));
  }

  record FolderRequest(@NotNull @Schema(example = "letters/2026") FilePath folder) {}

  record StartedDeletion(@Schema(example = "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAA") String jobId) {}
}
