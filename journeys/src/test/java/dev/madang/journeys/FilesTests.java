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
import org.junit.jupiter.api.Test;

/** A user keeps files without an AWS SDK: uploads, lists, downloads, moves and deletes them. */
class FilesTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final byte[] LETTER = "Dear Kim, all is well. Dana".getBytes(UTF_8);

  private static final String SHA256 = SampleFile.jpeg("letter", LETTER).sha256();

  private final User dana = User.signedIn();

  @Test
  void fileIsUploadedMovedAndDownloaded() {
    upload("letters/kim é.txt");
    assertThat(list("letters")).extracting(Entry::path).containsExactly("letters/kim é.txt");
    waitForUsed(LETTER.length);

    move("letters/kim é.txt", "letters/2026/kim.txt");

    assertThat(list("letters"))
        .extracting(Entry::type, Entry::path)
        .containsExactly(tuple("folder", "letters/2026"));
    assertThat(download("letters/2026/kim.txt")).isEqualTo(LETTER);
    dana.api()
        .post("/v1/me/files/download-links", new DownloadLinkRequest("letters/kim é.txt"))
        .expectProblem(404, "file-not-found");
    waitForUsed(LETTER.length);
  }

  @Test
  void quotaCountsPhotosAndFilesAndRejectsTheRest() {
    var photo = SampleFile.dandelion();
    dana.waitForThumbnails(dana.upload(photo));
    upload("a.txt");
    waitForUsed(photo.size() + LETTER.length);

    var left = quota().available();
    createUploadLink("all-that-is-left", left).expect(201);

    createUploadLink("one-byte-more", 1).expectProblem(409, "quota-exceeded");
    assertThat(quota().reserved()).isEqualTo(left);
    assertThat(quota().available()).isZero();
  }

  @Test
  void folderDeletionReportsItsProgress() {
    for (int i = 0; i < 12; i++) {
      upload("old/%d/letter.txt".formatted(i));
    }
    upload("new.txt");

    var job =
        dana.api()
            .post("/v1/me/files/folder-deletions", Map.of("folder", "old"))
            .expect(202)
            .as(Job.class);

    await().atMost(TIMEOUT).until(() -> job(job).status().equals("succeeded"));
    assertThat(job(job).progress()).isEqualTo(new Progress(12, 12));
    assertThat(list("old")).isEmpty();
    assertThat(list("")).extracting(Entry::path).containsExactly("new.txt");
    waitForUsed(LETTER.length);
  }

  @Test
  void otherUsersCannotAccessTheFiles() {
    upload("diary.txt");
    var id = dana.me().id();
    var eve = User.signedIn();

    for (var path : List.of("diary.txt", "private/" + id + "/diary.txt", "%2e%2e/" + id)) {
      eve.api()
          .post("/v1/me/files/download-links", new DownloadLinkRequest(path))
          .expectProblem(404, "file-not-found");
      eve.api()
          .post("/v1/me/files/moves", Map.of("from", path, "to", "mine"))
          .expectProblem(404, "file-not-found");
    }
    for (var path :
        List.of("../" + id + "/diary.txt", "/private/" + id + "/diary.txt", "..\\" + id)) {
      eve.api()
          .post("/v1/me/files/download-links", new DownloadLinkRequest(path))
          .expectProblem(400, "invalid-request");
    }
    assertThat(eve.api().get("/v1/me/files").expect(200).as(Folder.class).items()).isEmpty();
    assertThat(download("diary.txt")).isEqualTo(LETTER);
  }

  private void upload(String path) {
    createUploadLink(path, LETTER.length)
        .expect(201)
        .as(CreatedMedia.PresignedUpload.class)
        .put(LETTER)
        .expect(200);
  }

  private Response createUploadLink(String path, long size) {
    return dana.api()
        .post("/v1/me/files/upload-links", new UploadLinkRequest(path, size, "text/plain", SHA256));
  }

  private byte[] download(String path) {
    var link =
        dana.api()
            .post("/v1/me/files/download-links", new DownloadLinkRequest(path))
            .expect(200)
            .as(DownloadLink.class);
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

  private void waitForUsed(long bytes) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> {
          assertThat(quota().used()).isEqualTo(bytes);
          assertThat(quota().reserved()).isZero();
        });
  }

  private Job job(Job started) {
    return dana.api().get("/v1/me/jobs/" + started.id()).expect(200).as(Job.class);
  }

  record DownloadLinkRequest(String path) {}

  record UploadLinkRequest(String path, long size, String contentType, String sha256) {}

  record DownloadLink(String url, Instant expiresAt) {}

  record Folder(Entry[] items) {}

  record Entry(String type, String name, String path) {}

  record Quota(long limit, long used, long reserved, long available) {}

  record Job(String id, String status, Progress progress) {}

  record Progress(long done, long total) {}
}
