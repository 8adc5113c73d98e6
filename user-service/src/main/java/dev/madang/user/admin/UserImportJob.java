package dev.madang.user.admin;

import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;

import dev.madang.defaults.problem.ProblemException;
import dev.madang.user.UserId;
import dev.madang.user.admin.ImportFile.Line;
import dev.madang.user.admin.ImportReport.Entry;
import dev.madang.user.admin.UserDirectory.CreationResult;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler;
import dev.madang.user.job.JobId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEvent;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Imports users, some rows per slice, and no more per second than Cognito accepts. After a crash
 * the next attempt finishes a row that was started; it recognizes the account by its security
 * event.
 */
@Component
class UserImportJob implements JobHandler {

  static final String TYPE = "user-import";
  private static final Duration THROTTLED_PAUSE = Duration.ofSeconds(5);

  private final UserDirectory users;
  private final ImportFiles files;
  private final SecurityEvents events;
  private final ImportProperties properties;

  UserImportJob(
      UserDirectory users, ImportFiles files, SecurityEvents events, ImportProperties properties) {
    this.users = users;
    this.files = files;
    this.events = events;
    this.properties = properties;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public SliceResult next(Job job) {
    var file = files.find(job.id());
    if (file.isEmpty()) {
      return new SliceResult.Failed("file-expired");
    }
    var lines = ImportFile.parse(file.get()).lines();
    var start = Integer.parseInt(job.checkpoint().getOrDefault("done", "0"));
    var report = files.report(job.id());
    var rate = new RateLimiter(properties.rowsPerSecond());
    var entries = new ArrayList<Entry>();
    var done = start;
    var isThrottled = false;
    while (done < Math.min(start + properties.rowsPerSlice(), lines.size()) && !isThrottled) {
      try {
        importLine(job, lines.get(done), rate).ifPresent(entries::add);
        done++;
      } catch (ProblemException refused) {
        if (refused.problemType() != TOO_MANY_REQUESTS) {
          throw refused;
        }
        isThrottled = true;
      }
    }
    if (start < lines.size()) {
      report = report.with(lines.get(start).number(), entries);
      // The report before the checkpoint: a repeated slice writes the same report.
      files.putReport(job.id(), report);
    }
    var progress = new Progress(done, lines.size());
    var checkpoint = Map.of("done", Integer.toString(done));
    if (done == lines.size()) {
      return new SliceResult.Done(counts(report, lines.size()), progress);
    }
    return isThrottled
        ? new SliceResult.Later(checkpoint, progress, THROTTLED_PAUSE)
        : new SliceResult.Continue(checkpoint, progress);
  }

  private Optional<Entry> importLine(Job job, Line line, RateLimiter rate) {
    return switch (line) {
      case Line.Invalid(var number, var reason) -> Optional.of(Entry.rejected(number, reason));
      case Line.Valid(var number, var row) -> {
        rate.await();
        yield switch (users.create(row)) {
          case CreationResult.Created(var user) -> {
            record(job, user);
            users.setRandomPassword(user);
            yield Optional.empty();
          }
          case CreationResult.Exists() ->
              isCreatedByThisJob(job, row) ? Optional.empty() : Optional.of(Entry.exists(number));
          case CreationResult.Rejected() ->
              Optional.of(Entry.rejected(number, "rejected-by-user-pool"));
        };
      }
    };
  }

  /** Whether an earlier attempt of this job created the account; completes it if so. */
  private boolean isCreatedByThisJob(Job job, ImportRow row) {
    var existing = users.findByEmail(row.email());
    if (existing.isEmpty()) {
      return false;
    }
    var account = existing.get();
    var isRecorded = isRecorded(job.id(), account.id());
    var isIncomplete = account.hasNoPassword() && !account.createdAt().isBefore(startOf(job));
    if (isIncomplete && !isRecorded) {
      record(job, account.id());
    }
    if (isIncomplete) {
      users.setRandomPassword(account.id());
    }
    return isRecorded || isIncomplete;
  }

  /** In seconds, because Cognito is no more exact. */
  private static Instant startOf(Job job) {
    return job.createdAt().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Before the password is set: an account with a password and no event is not of this job. */
  private void record(Job job, UserId user) {
    events.record(
        user,
        SecurityEventType.IMPORTED_BY_ADMIN,
        ClientInfo.NONE,
        Map.of("importId", job.id().value(), "adminId", job.owner().value()));
  }

  private boolean isRecorded(JobId id, UserId user) {
    return events.newest(user, Optional.empty(), 20).stream()
        .filter(it -> it.type() == SecurityEventType.IMPORTED_BY_ADMIN)
        .map(SecurityEvent::details)
        .anyMatch(it -> id.value().equals(it.get("importId")));
  }

  private static Map<String, String> counts(ImportReport report, int rows) {
    var exists = report.count("exists");
    var rejected = report.count("rejected");
    return Map.of(
        "imported", Long.toString(rows - exists - rejected),
        "exists", Long.toString(exists),
        "rejected", Long.toString(rejected));
  }
}
