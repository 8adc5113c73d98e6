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

class FolderDeletionTests {

  private static final LocalAws AWS = LocalAws.running();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  private final UserId ada = new UserId(UUID.randomUUID().toString());
  private final Files files =
      new S3Files(
          S3, new StorageProperties(BUCKET, "exports", "eu-central-1", "", true, "Suspended"));

  @Test
  void allBelowTheFolderIsGoneAndNothingElse() {
    put("a/b/1", "a/b/c/2", "a/b/..odd", "a/b/", "a/b.txt", "a/bb/3");

    var slices = run("a/b", Instant.now().plusSeconds(5), Clock.systemUTC());

    assertThat(there()).containsExactly("a/b.txt", "a/bb/3");
    assertThat(slices).hasSize(2);
    assertThat(progress(slices.getFirst())).isEqualTo(new Progress(0, 4));
    assertThat(slices.getLast())
        .isEqualTo(new SliceResult.Done(Map.of("removed", "4"), new Progress(4, 4)));
  }

  @Test
  void whatComesLaterStays() {
    put("a/later");

    run("a", Instant.now().minusSeconds(60), Clock.systemUTC());

    assertThat(there()).containsExactly("a/later");
  }

  @Test
  void anEmptyFolderIsDoneAtOnce() {
    assertThat(run("a", Instant.now(), Clock.systemUTC()))
        .containsExactly(new SliceResult.Done(Map.of("removed", "0"), new Progress(0, 0)));
  }

  @Test
  void whoDiesAfterAnySliceGoesOnAndProgressGrows() {
    var keys = new ArrayList<String>();
    for (int i = 0; i < 2300; i++) {
      keys.add("a/%04d".formatted(i));
    }
    var many = new Remembered(keys);

    var slices = run(many, "a", Instant.now(), eachLookTakesSixSeconds());

    assertThat(many.keys).isEmpty();
    var progress = slices.stream().map(FolderDeletionTests::progress).toList();
    assertThat(progress).startsWith(new Progress(0, 0), new Progress(0, 0), new Progress(0, 2300));
    assertThat(progress).extracting(Progress::done).isSorted();
    assertThat(slices.getLast())
        .isEqualTo(new SliceResult.Done(Map.of("removed", "2300"), new Progress(2300, 2300)));
  }

  private List<SliceResult> run(String folder, Instant startedAt, Clock clock) {
    return run(files, folder, startedAt, clock);
  }

  /** Runs each slice twice, as after a crash before its end was written down. */
  private List<SliceResult> run(Files in, String folder, Instant startedAt, Clock clock) {
    var work = new FolderDeletion(in, clock);
    var slices = new ArrayList<SliceResult>();
    var checkpoint = Map.<String, String>of();
    while (true) {
      work.next(job(folder, startedAt, checkpoint));
      slices.add(work.next(job(folder, startedAt, checkpoint)));
      if (!(slices.getLast() instanceof SliceResult.Continue(var reached, _))) {
        return slices;
      }
      checkpoint = reached;
    }
  }

  private Job job(String folder, Instant startedAt, Map<String, String> checkpoint) {
    return new Job(
        JobId.next(),
        ada,
        FolderDeletion.TYPE,
        Map.of("folder", folder),
        checkpoint,
        new Progress(0, 0),
        new Job.State.Running(),
        startedAt);
  }

  private static Progress progress(SliceResult slice) {
    return switch (slice) {
      case SliceResult.Continue(_, var progress) -> progress;
      case SliceResult.Later(_, var progress, _) -> progress;
      case SliceResult.Done(_, var progress) -> progress;
      case SliceResult.Failed(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Clock eachLookTakesSixSeconds() {
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

  private List<String> there() {
    return files.below(new ObjectKey(ada, ""), Optional.empty(), 1000).stream()
        .map(it -> it.key().path())
        .toList();
  }

  /** Too many to be sent one by one. */
  private final class Remembered implements Files {

    private final List<String> keys;

    Remembered(List<String> keys) {
      this.keys = keys;
    }

    @Override
    public List<Found> below(ObjectKey folder, Optional<ObjectKey> after, int limit) {
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
    public Page list(ObjectKey folder, Optional<String> token, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredFile> find(ObjectKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean copy(StoredFile file, ObjectKey to, String mark, boolean overwrite) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(StoredFile file) {
      throw new UnsupportedOperationException();
    }
  }
}
