package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody without an AWS SDK keeps files: sends, lists, fetches, moves and deletes them. */
@Order(6)
class FilesTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] LETTER = "Dear Kim, all is well. Dana".getBytes(UTF_8);

  private static final String SHA256 = Photo.jpeg("letter", LETTER).sha256();

  private final Person dana = Person.joined();

  @Test
  void aLetterIsKeptMovedAndFetchedAgain() {
    send("letters/kim é.txt");
    assertThat(list("letters")).extracting(Entry::path).containsExactly("letters/kim é.txt");
    awaitUsed(LETTER.length);

    move("letters/kim é.txt", "letters/2026/kim.txt");

    assertThat(list("letters"))
        .extracting(Entry::kind, Entry::path)
        .containsExactly(tuple("folder", "letters/2026"));
    assertThat(fetch("letters/2026/kim.txt")).isEqualTo(LETTER);
    dana.api()
        .post("/v1/me/files/downloads", new FileAt("letters/kim é.txt"))
        .expectProblem(404, "file-not-found");
    awaitUsed(LETTER.length);
  }

  @Test
  void theQuotaShowsPhotosAndFilesAndKeepsTheRestOut() {
    var photo = Photo.dandelion();
    dana.waitForThumbnails(dana.uploadPhoto(photo));
    send("a.txt");
    awaitUsed(photo.size() + LETTER.length);

    var left = quota().available();
    ask("all-that-is-left", left).expect(201);

    ask("one-byte-more", 1).expectProblem(409, "quota-exceeded");
    assertThat(quota().reserved()).isEqualTo(left);
    assertThat(quota().available()).isZero();
  }

  @Test
  void aFolderIsDeletedWhileItsProgressIsShown() {
    for (int i = 0; i < 12; i++) {
      send("old/%d/letter.txt".formatted(i));
    }
    send("new.txt");

    var job =
        dana.api()
            .post("/v1/me/files/deletions", Map.of("folder", "old"))
            .expect(202)
            .as(Started.class);

    await().atMost(PATIENCE).until(() -> job(job).state().equals("done"));
    assertThat(job(job).progress()).isEqualTo(new Progress(12, 12));
    assertThat(list("old")).isEmpty();
    assertThat(list("")).extracting(Entry::path).containsExactly("new.txt");
    awaitUsed(LETTER.length);
  }

  @Test
  void nobodyElseReachesTheFiles() {
    send("diary.txt");
    var id = dana.me().id();
    var eve = Person.joined();

    for (var path : List.of("diary.txt", "private/" + id + "/diary.txt", "%2e%2e/" + id)) {
      eve.api()
          .post("/v1/me/files/downloads", new FileAt(path))
          .expectProblem(404, "file-not-found");
      eve.api()
          .post("/v1/me/files/moves", Map.of("from", path, "to", "mine"))
          .expectProblem(404, "file-not-found");
    }
    for (var path :
        List.of("../" + id + "/diary.txt", "/private/" + id + "/diary.txt", "..\\" + id)) {
      eve.api()
          .post("/v1/me/files/downloads", new FileAt(path))
          .expectProblem(400, "invalid-request");
    }
    assertThat(eve.api().get("/v1/me/files").expect(200).as(Folder.class).items()).isEmpty();
    assertThat(fetch("diary.txt")).isEqualTo(LETTER);
  }

  private void send(String path) {
    var ticket = ask(path, LETTER.length).expect(201).as(Upload.Ticket.class);
    new Upload("none", ticket).send(LETTER).expect(200);
  }

  private Answer ask(String path, long size) {
    return dana.api()
        .post("/v1/me/files/uploads", new FileUpload(path, size, "text/plain", SHA256));
  }

  private byte[] fetch(String path) {
    var link =
        dana.api().post("/v1/me/files/downloads", new FileAt(path)).expect(200).as(Link.class);
    return Http.send(Http.to(URI.create(link.url())).build()).expect(200).body();
  }

  private void move(String from, String to) {
    dana.api().post("/v1/me/files/moves", Map.of("from", from, "to", to)).expect(204);
  }

  private List<Entry> list(String folder) {
    var query = folder.isEmpty() ? "" : "?folder=" + folder;
    return Arrays.asList(
        dana.api().get("/v1/me/files" + query).expect(200).as(Folder.class).items());
  }

  private Quota quota() {
    return dana.api().get("/v1/me/quota").expect(200).as(Quota.class);
  }

  private void awaitUsed(long bytes) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(quota().used()).isEqualTo(bytes);
          assertThat(quota().reserved()).isZero();
        });
  }

  private Job job(Started started) {
    return dana.api().get("/v1/me/jobs/" + started.jobId()).expect(200).as(Job.class);
  }

  record FileAt(String path) {}

  record FileUpload(String path, long size, String contentType, String sha256) {}

  record Link(String url, Instant expiresAt) {}

  record Folder(Entry[] items) {}

  record Entry(String kind, String name, String path) {}

  record Quota(long limit, long used, long reserved, long available) {}

  record Started(String jobId) {}

  record Job(String state, Progress progress) {}

  record Progress(long done, long total) {}
}
