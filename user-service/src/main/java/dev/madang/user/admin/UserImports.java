package dev.madang.user.admin;

import static dev.madang.user.UserProblem.IMPORT_TOO_LARGE;

import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.JobId;
import dev.madang.user.job.Jobs;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts imports of users. */
@Component
class UserImports {

  private final Jobs jobs;
  private final ImportFiles files;
  private final ImportProperties properties;

  UserImports(Jobs jobs, ImportFiles files, ImportProperties properties) {
    this.jobs = jobs;
    this.files = files;
    this.properties = properties;
  }

  /**
   * @throws dev.madang.defaults.problem.ProblemException {@code invalid-request} or {@code
   *     import-too-large}
   */
  Job start(UserId admin, byte[] file) {
    if (file.length > properties.maxSize().toBytes()) {
      throw IMPORT_TOO_LARGE.exception(
          "The file has more than %d KB.".formatted(properties.maxSize().toKilobytes()));
    }
    if (ImportFile.parse(file).lines().size() > properties.maxRows()) {
      throw IMPORT_TOO_LARGE.exception(
          "The file has more than %d rows.".formatted(properties.maxRows()));
    }
    var id = JobId.next();
    files.put(id, file);
    return jobs.start(id, UserImportJob.TYPE, admin, Map.of());
  }

  Optional<Job> find(String id) {
    return JobId.parse(id).flatMap(jobs::find).filter(it -> it.type().equals(UserImportJob.TYPE));
  }

  ImportReport report(JobId id) {
    return files.report(id);
  }
}
