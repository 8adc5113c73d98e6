package dev.madang.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a kill, a damaged file and a second process do to the state folder. */
class StateFolderTests {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Path folder;
  private final Path state;
  private Emulator emulator;
  private S3Client s3;

  StateFolderTests(@TempDir Path temporary) {
    folder = temporary.resolve("state");
    state = folder.resolve("state");
    use(start());
  }

  @AfterEach
  void stop() {
    s3.close();
    emulator.kill();
  }

  @Test
  @StillDiffers("state-crash")
  void aKillLosesWhatIsNewerThanTheInterval() throws Exception {
    emulator.stop();
    use(Emulator.start("--state", folder.toString()));
    createBucket();
    emulator.kill();
    use(start());
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void aKillLosesNothingOlderThanTheInterval() throws Exception {
    createBucket();
    put("a", "saved");
    awaitSave();
    emulator.kill();
    use(start());
    assertThat(get("a")).isEqualTo("saved");
  }

  @Test
  void anObjectIsWrittenOnceAndDeletedWithIt() throws Exception {
    createBucket();
    put("a", "kept");
    awaitSave();
    var first = objects();
    put("b", "other");
    awaitSave();
    assertThat(objects()).hasSize(2).containsAll(first);
    s3.deleteObject(it -> it.bucket("bucket").key("b"));
    awaitSave();
    assertThat(objects()).isEqualTo(first);
    assertThat(get("a")).isEqualTo("kept");
  }

  @Test
  void aDamagedStateIsMovedAside() throws Exception {
    createBucket();
    put("a", "x");
    emulator.stop();
    var content = Files.readAllBytes(state);
    content[content.length / 2]++;
    assertThatItIsMovedAside(content);
  }

  @Test
  void aTruncatedStateIsMovedAside() throws Exception {
    createBucket();
    emulator.stop();
    var content = Files.readAllBytes(state);
    assertThatItIsMovedAside(Arrays.copyOf(content, content.length / 2));
  }

  @Test
  void aStateOfAnotherFormatIsMovedAside() throws Exception {
    emulator.stop();
    assertThatItIsMovedAside("{\"kind\": {\"format\": 0}}\n".getBytes(UTF_8));
  }

  @Test
  void onlyTheUserCanReadTheFolder() throws Exception {
    var permissions = Files.getPosixFilePermissions(folder);
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rwx------");
  }

  @Test
  void aSecondProcessCannotUseTheFolder() {
    assertThatThrownBy(this::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLongPollDoesNotDelayASave() throws Exception {
    var sqs = SqsClient.builder().endpointOverride(emulator.endpoint());
    try (var client = sqs.region(LocalAws.REGION).credentialsProvider(LocalAws.ROOT).build()) {
      var queue = client.createQueue(it -> it.queueName("queue")).queueUrl();
      var poll =
          CompletableFuture.supplyAsync(
              () -> client.receiveMessage(it -> it.queueUrl(queue).waitTimeSeconds(20)).messages());
      createBucket();
      awaitSave();
      assertThat(poll).isNotDone();
      client.sendMessage(it -> it.queueUrl(queue).messageBody("hello"));
      assertThat(poll.join()).hasSize(1);
    }
  }

  private void assertThatItIsMovedAside(byte[] content) throws IOException {
    Files.write(state, content);
    use(start());
    assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files.filter(it -> it.getFileName().toString().startsWith("unreadable-")))
          .singleElement()
          .satisfies(it -> assertThat(it.resolve("state")).hasBinaryContent(content));
    }
  }

  private Emulator start() {
    return Emulator.start("--state", folder.toString(), "--save-interval", "0.5");
  }

  private void use(Emulator started) {
    emulator = started;
    s3 =
        S3Client.builder()
            .endpointOverride(emulator.endpoint())
            .region(LocalAws.REGION)
            .credentialsProvider(LocalAws.ROOT)
            .build();
  }

  private void createBucket() {
    s3.createBucket(it -> it.bucket("bucket"));
  }

  private void put(String key, String content) {
    s3.putObject(it -> it.bucket("bucket").key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(it -> it.bucket("bucket").key(key)).asUtf8String();
  }

  private List<Path> objects() throws IOException {
    try (var files = Files.list(folder.resolve("objects"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void readingSavesNothing() throws Exception {
    createBucket();
    put("a", "x");
    awaitSave();
    var saved = Files.getLastModifiedTime(state);
    for (int i = 0; i < 20; i++) {
      assertThat(get("a")).isEqualTo("x");
      s3.listObjectsV2(it -> it.bucket("bucket"));
      Thread.sleep(100);
    }
    assertThat(Files.getLastModifiedTime(state)).isEqualTo(saved);
  }

  /** Until a save that began after this call has ended: one may be running. */
  private void awaitSave() throws Exception {
    var end = Instant.now().plus(SOON);
    for (var saves = 0; saves < 2; saves++) {
      var last = Files.exists(state) ? Files.getLastModifiedTime(state) : null;
      s3.putBucketTagging(it -> it.bucket("bucket").tagging(tags -> tags.tagSet(List.of())));
      while (!Files.exists(state) || Files.getLastModifiedTime(state).equals(last)) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(50);
      }
    }
  }
}
