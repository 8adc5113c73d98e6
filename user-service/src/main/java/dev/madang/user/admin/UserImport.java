package dev.madang.user.admin;

import dev.madang.user.UserId;
import dev.madang.user.admin.ImportFile.Line;
import dev.madang.user.admin.ImportReport.Entry;
import dev.madang.user.admin.UserDirectory.Creation;
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
 * Imports users, some rows a slice and no more a second than Cognito takes. A row that an attempt
 * began that died is finished by the next one, which knows it by the security event.
 */
@Component
class UserImport implements JobHandler {

  static final String TYPE = "user-import";
  private static final Duration WHILE_BUSY = Duration.ofSeconds(5);
  private static final ClientInfo HERE = new ClientInfo("", "");

  private final UserDirectory accounts;
  private final ImportFiles files;
  private final SecurityEvents events;
  private final ImportProperties properties;

  UserImport(
      UserDirectory accounts,
      ImportFiles files,
      SecurityEvents events,
      ImportProperties properties) {
    this.accounts = accounts;
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
    var begun = Integer.parseInt(job.checkpoint().getOrDefault("done", "0"));
    var report = files.report(job.id());
    var pace = new RateLimiter(properties.rowsPerSecond());
    var said = new ArrayList<Entry>();
    var done = begun;
    var isBusy = false;
    while (done < Math.min(begun + properties.rowsPerSlice(), lines.size()) && !isBusy) {
      try {
        bring(job, lines.get(done), pace).ifPresent(said::add);
        done++;
      } catch (Throttled refused) {
        isBusy = true;
      }
    }
    if (begun < lines.size()) {
      report = report.with(lines.get(begun).number(), said);
      // The report before the checkpoint: a slice that is done again says the same again.
      files.report(job.id(), report);
    }
    var progress = new Progress(done, lines.size());
    var checkpoint = Map.of("done", Integer.toString(done));
    if (done == lines.size()) {
      return new SliceResult.Done(counts(report, lines.size()), progress);
    }
    return isBusy
        ? new SliceResult.Later(checkpoint, progress, WHILE_BUSY)
        : new SliceResult.Continue(checkpoint, progress);
  }

  private Optional<Entry> bring(Job job, Line line, RateLimiter pace) {
    return switch (line) {
      case Line.Bad(var number, var reason) -> Optional.of(Entry.refused(number, reason));
      case Line.Good(var number, var row) -> {
        pace.await();
        yield switch (accounts.create(row)) {
          case Creation.Created(var user) -> {
            record(job, user);
            accounts.setUnknownPassword(user);
            yield Optional.empty();
          }
          case Creation.Exists() ->
              isOurs(job, row) ? Optional.empty() : Optional.of(Entry.exists(number));
          case Creation.Refused() -> Optional.of(Entry.refused(number, "refused-by-the-pool"));
        };
      }
    };
  }

  /** Whether an earlier attempt of this job made the account; what it left undone is done. */
  private boolean isOurs(Job job, ImportRow row) {
    var standing = accounts.withEmail(row.email());
    if (standing.isEmpty()) {
      return false;
    }
    var account = standing.get();
    var isRecorded = isRecorded(job.id(), account.id());
    var isHalf = account.awaitsPassword() && !account.createdAt().isBefore(beginning(job));
    if (isHalf && !isRecorded) {
      record(job, account.id());
    }
    if (isHalf) {
      accounts.setUnknownPassword(account.id());
    }
    return isRecorded || isHalf;
  }

  /** To the second, since Cognito tells no more. */
  private static Instant beginning(Job job) {
    return job.createdAt().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Before the password is set: an account with a password and without this is not of ours. */
  private void record(Job job, UserId user) {
    events.record(
        user,
        SecurityEventType.IMPORTED_BY_ADMIN,
        HERE,
        Map.of("import", job.id().value(), "by", job.owner().value()));
  }

  private boolean isRecorded(JobId id, UserId user) {
    return events.newest(user, Optional.empty(), 20).stream()
        .filter(it -> it.type() == SecurityEventType.IMPORTED_BY_ADMIN)
        .map(SecurityEvent::details)
        .anyMatch(it -> id.value().equals(it.get("import")));
  }

  private static Map<String, String> counts(ImportReport report, int rows) {
    var exists = report.count("exists");
    var refused = report.count("refused");
    return Map.of(
        "imported", Long.toString(rows - exists - refused),
        "exists", Long.toString(exists),
        "refused", Long.toString(refused));
  }
}
