package dev.madang.user.admin;

import static dev.madang.defaults.problem.CommonProblem.TOO_MANY_REQUESTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.madang.user.UserId;
import dev.madang.user.admin.ImportReport.Entry;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler.SliceResult;
import dev.madang.user.job.JobId;
import dev.madang.user.securityevent.ClientInfo;
import dev.madang.user.securityevent.SecurityEvent;
import dev.madang.user.securityevent.SecurityEventType;
import dev.madang.user.securityevent.SecurityEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UserImportJobTests {

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private final JobId id = JobId.next();
  private final FakeUserDirectory users = new FakeUserDirectory();
  private final FakeFiles files = new FakeFiles();
  private final FakeEvents events = new FakeEvents();
  private final UserImportJob handler =
      new UserImportJob(
          users, files, events, new ImportProperties(10_000, 2, 10_000, DataSize.ofMegabytes(1)));

  @Test
  void validRowsBecomeUsersWithARandomPassword() {
    file("ada@example.com", "bob@example.com");

    assertThat(run())
        .containsEntry("imported", "2")
        .containsEntry("exists", "0")
        .containsEntry("rejected", "0");
    assertThat(users.withPassword).containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
  }

  @Test
  void existingUsersAndInvalidRowsAreReported() {
    users.existing("bob@example.com");
    file("ada@example.com", "bob@example.com", "nonsense", "ada@example.com");

    assertThat(run())
        .containsEntry("imported", "2")
        .containsEntry("exists", "1")
        .containsEntry("rejected", "1");
    assertThat(files.report(id).entries())
        .containsExactly(Entry.exists(3), Entry.rejected(4, "invalid-email"));
    assertThat(users.withPassword).contains("ada@example.com");
  }

  @Test
  void nextAttemptFinishesACrashedOne() {
    file("ada@example.com", "bob@example.com");
    for (var crash = 0; crash < 4; crash++) {
      users.crashAtWrite(1);
      assertThatIllegalStateException().isThrownBy(this::run);
    }
    users.crashAtWrite(0);

    assertThat(run()).containsEntry("imported", "2");
    assertThat(users.created).isEqualTo(2);
    assertThat(users.withPassword).hasSize(2);
    assertThat(events.recorded).hasSize(2);
    assertThat(files.report(id).entries()).isEmpty();
  }

  @Test
  void repeatedSliceWritesTheSameReport() {
    users.existing("bob@example.com");
    file("ada@example.com", "bob@example.com");
    run();

    assertThat(run()).containsEntry("imported", "1").containsEntry("exists", "1");
    assertThat(files.report(id).entries()).containsExactly(Entry.exists(3));
  }

  @Test
  void throttledImportContinuesLater() {
    file("ada@example.com", "bob@example.com");
    users.isThrottled = true;

    assertThat(handler.next(job(Map.of())))
        .isInstanceOfSatisfying(
            SliceResult.Later.class,
            later -> assertThat(later.checkpoint()).containsEntry("done", "0"));
  }

  @Test
  void importFailsWithoutItsFile() {
    assertThat(handler.next(job(Map.of()))).isEqualTo(new SliceResult.Failed("file-expired"));
  }

  private void file(String... emails) {
    files.put(id, ("email\n" + String.join("\n", emails)).getBytes(UTF_8));
  }

  /** Runs slice by slice. */
  private Map<String, String> run() {
    var checkpoint = Map.<String, String>of();
    while (true) {
      switch (handler.next(job(checkpoint))) {
        case SliceResult.Continue(var next, _) -> checkpoint = next;
        case SliceResult.Later(var next, _, _) -> checkpoint = next;
        case SliceResult.Done(var result, _) -> {
          return result;
        }
        case SliceResult.Failed(var reason) -> throw new AssertionError(reason);
      }
    }
  }

  private Job job(Map<String, String> checkpoint) {
    return new Job(
        id,
        new UserId("admin"),
        UserImportJob.TYPE,
        Map.of(),
        checkpoint,
        new Progress(0, 0),
        new Job.State.Running(),
        NOW);
  }

  private static final class FakeFiles implements ImportFiles {
    private final Map<JobId, byte[]> files = new HashMap<>();
    private ImportReport report = ImportReport.EMPTY;

    @Override
    public void put(JobId id, byte[] file) {
      files.put(id, file);
    }

    @Override
    public Optional<byte[]> find(JobId id) {
      return Optional.ofNullable(files.get(id));
    }

    @Override
    public void putReport(JobId id, ImportReport report) {
      this.report = report;
    }

    @Override
    public ImportReport report(JobId id) {
      return report;
    }
  }

  private static final class FakeEvents implements SecurityEvents {
    private final Map<UserId, List<SecurityEvent>> recorded = new HashMap<>();

    @Override
    public void record(
        UserId user, SecurityEventType type, ClientInfo client, Map<String, String> details) {
      recorded
          .computeIfAbsent(user, _ -> new ArrayList<>())
          .add(new SecurityEvent("1", type, NOW, client, details));
    }

    @Override
    public void count(UserId user, SecurityEventType type, String step, ClientInfo client) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SecurityEvent> newest(UserId user, Optional<String> before, int limit) {
      return recorded.getOrDefault(user, List.of());
    }
  }

  /** Crashes after the given write of a run. */
  private static final class FakeUserDirectory implements UserDirectory {
    private final Map<String, UserAccount> all = new HashMap<>();
    private final Set<String> withPassword = new HashSet<>();
    private int created;
    private boolean isThrottled;
    private int left;

    void crashAtWrite(int write) {
      left = write;
    }

    private void written() {
      if (--left == 0) {
        throw new IllegalStateException("killed");
      }
    }

    void existing(String email) {
      all.put(email, account(email, "CONFIRMED", NOW.minusSeconds(60)));
    }

    private static UserAccount account(String email, String status, Instant at) {
      return new UserAccount(new UserId(UUID.randomUUID().toString()), email, status, true, at, at);
    }

    @Override
    public CreationResult create(ImportRow row) {
      if (isThrottled) {
        throw TOO_MANY_REQUESTS.exception();
      }
      if (all.containsKey(row.email())) {
        return new CreationResult.Exists();
      }
      var account = account(row.email(), "FORCE_CHANGE_PASSWORD", NOW);
      all.put(row.email(), account);
      created++;
      written();
      return new CreationResult.Created(account.id());
    }

    @Override
    public void setRandomPassword(UserId id) {
      var account = get(id);
      all.put(
          account.email(),
          new UserAccount(id, account.email(), "CONFIRMED", true, account.createdAt(), NOW));
      withPassword.add(account.email());
      written();
    }

    @Override
    public UserAccount get(UserId id) {
      return all.values().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    @Override
    public Optional<UserAccount> findByEmail(String email) {
      return Optional.ofNullable(all.get(email));
    }

    @Override
    public AccountPage find(Search search, Optional<String> paginationToken, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> groups(UserId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasSecondFactor(UserId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void disable(UserId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void enable(UserId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void signOutEverywhere(UserId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addToGroup(UserId id, Group group) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void removeFromGroup(UserId id, Group group) {
      throw new UnsupportedOperationException();
    }
  }
}
