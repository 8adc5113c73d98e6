package dev.madang.user.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.user.StorageProperties;
import dev.madang.user.UserId;
import dev.madang.user.job.Job;
import dev.madang.user.job.Job.Progress;
import dev.madang.user.job.JobHandler.SliceResult;
import dev.madang.user.job.JobId;
import dev.madang.user.quota.ObjectKey;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class FolderDeletionJobTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final Files files =
      new S3Files(
          S3, new StorageProperties(BUCKET, "exports", "eu-central-1", "", true, "Suspended"));

  @Test
  void onlyTheFolderIsDeleted() {
    put("a/b/1", "a/b/c/2", "a/b/..odd", "a/b/", "a/b.txt", "a/bb/3");

    var slices = run("a/b", Instant.now().plusSeconds(5), Clock.systemUTC());

    assertThat(paths()).containsExactly("a/b.txt", "a/bb/3");
    assertThat(slices).hasSize(2);
    assertThat(progress(slices.getFirst())).isEqualTo(new Progress(0, 4));
    assertThat(slices.getLast())
        .isEqualTo(new SliceResult.Done(Map.of("deleted", "4"), new Progress(4, 4)));
  }

  @Test
  void laterFilesStay() {
    put("a/later");

    run("a", Instant.now().minusSeconds(60), Clock.systemUTC());

    assertThat(paths()).containsExactly("a/later");
  }

  @Test
  void emptyFolderIsDeletedAtOnce() {
    assertThat(run("a", Instant.now(), Clock.systemUTC()))
        .containsExactly(new SliceResult.Done(Map.of("deleted", "0"), new Progress(0, 0)));
  }

  @Test
  void repeatedSlicesDeleteEverythingAndProgressGrows() {
    var keys = new ArrayList<String>();
    for (int i = 0; i < 2300; i++) {
      keys.add("a/%04d".formatted(i));
    }
    var many = new InMemoryFiles(keys);

    var slices = run(many, "a", Instant.now(), clockThatAdvancesSixSecondsPerRead());

    assertThat(many.keys).isEmpty();
    var progress = slices.stream().map(FolderDeletionJobTests::progress).toList();
    assertThat(progress).startsWith(new Progress(0, 0), new Progress(0, 0), new Progress(0, 2300));
    assertThat(progress).extracting(Progress::done).isSorted();
    assertThat(slices.getLast())
        .isEqualTo(new SliceResult.Done(Map.of("deleted", "2300"), new Progress(2300, 2300)));
  }

  private List<SliceResult> run(String folder, Instant createdAt, Clock clock) {
    return run(files, folder, createdAt, clock);
  }

  /** Runs each slice twice, as after a crash before its result was recorded. */
  private List<SliceResult> run(Files in, String folder, Instant createdAt, Clock clock) {
    var handler = new FolderDeletionJob(in, clock);
    var slices = new ArrayList<SliceResult>();
    var checkpoint = Map.<String, String>of();
    while (true) {
      handler.next(job(folder, createdAt, checkpoint));
      slices.add(handler.next(job(folder, createdAt, checkpoint)));
      if (!(slices.getLast() instanceof SliceResult.Continue(var reached, _))) {
        return slices;
      }
      checkpoint = reached;
    }
  }

  private Job job(String folder, Instant createdAt, Map<String, String> checkpoint) {
    return new Job(
        JobId.next(),
        ada,
        FolderDeletionJob.TYPE,
        Map.of("folder", folder),
        checkpoint,
        new Progress(0, 0),
        new Job.State.Running(),
        createdAt);
  }

  private static Progress progress(SliceResult slice) {
    return switch (slice) {
      case SliceResult.Continue(_, var progress) -> progress;
      case SliceResult.Later(_, var progress, _) -> progress;
      case SliceResult.Done(_, var progress) -> progress;
      case SliceResult.Failed(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Clock clockThatAdvancesSixSecondsPerRead() {
    var millis = new AtomicLong(System.currentTimeMillis());
    return ((InstantSource) () -> Instant.ofEpochMilli(millis.addAndGet(6000)))
        .withZone(ZoneOffset.UTC);
  }

  private void put(String... paths) {
    for (var path : paths) {
      S3.putObject(
          put -> put.bucket(BUCKET).key(new ObjectKey(ada, path).toString()),
          RequestBody.fromString("x"));
    }
  }

  private List<String> paths() {
    return files.listRecursively(new ObjectKey(ada, ""), Optional.empty(), 1000).stream()
        .map(it -> it.key().path())
        .toList();
  }

  /** More files than can be uploaded one by one. */
  private final class InMemoryFiles implements Files {

    private final List<String> keys;

    InMemoryFiles(List<String> keys) {
      this.keys = keys;
    }

    @Override
    public List<Found> listRecursively(ObjectKey folder, Optional<ObjectKey> after, int limit) {
      return keys.stream()
          .filter(key -> after.isEmpty() || key.compareTo(after.get().path()) > 0)
          .limit(limit)
          .map(key -> new Found(new ObjectKey(ada, key), Instant.EPOCH))
          .toList();
    }

    @Override
    public void delete(List<ObjectKey> deleted) {
      deleted.forEach(key -> keys.remove(key.path()));
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> continuationToken, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredFile> find(ObjectKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean copy(StoredFile file, ObjectKey to, String copySource, boolean overwrite) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(StoredFile file) {
      throw new UnsupportedOperationException();
    }
  }
}
