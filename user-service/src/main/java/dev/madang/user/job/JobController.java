package dev.madang.user.job;

import static dev.madang.user.UserProblem.JOB_NOT_FOUND;

import dev.madang.defaults.web.ApiController;
import dev.madang.defaults.web.CurrentUser;
import dev.madang.user.ApiProblems;
import dev.madang.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@ApiController
@Tag(name = "Jobs", description = "The progress and result of asynchronous operations")
class JobController {

  private final Jobs jobs;

  JobController(Jobs jobs) {
    this.jobs = jobs;
  }

  @GetMapping("/me/jobs/{id}")
  @Operation(
      summary = "Get the progress and result of a job",
      description = "A job can be read for 30 days after it has ended.")
  @ApiResponse(responseCode = "200", description = "The job")
  @ApiProblems(JOB_NOT_FOUND)
  JobView getJob(
      @CurrentUser UserId user,
      @Parameter(
              description = "The `id` of a job",
              example = "q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6",
              schema = @Schema(pattern = JobId.PATTERN, maxLength = 32))
          @PathVariable
          String id) {
    return JobId.parse(id)
        .flatMap(jobs::find)
        .filter(it -> it.owner().equals(user))
        .map(JobView::of)
        .orElseThrow(JOB_NOT_FOUND::exception);
  }
}
