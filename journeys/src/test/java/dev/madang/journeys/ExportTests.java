package dev.madang.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A user exports all personal data. */
class ExportTests {

  private final User dana = User.signedIn();

  @Test
  void exportContainsTheUsersDataAndIsPrivate() throws IOException {
    var created = dana.upload(SampleFile.dandelion());
    dana.waitForThumbnails(created);
    dana.waitForNotification(created);

    var job = dana.api().post("/v1/me/exports", Map.of()).expect(202).as(Job.class);
    var path = "/v1/me/exports/" + job.id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> dana.api().get(path).expect(200).as(Job.class).status().equals("succeeded"));
    var link =
        dana.api().post(path + "/download-links", Map.of()).expect(200).as(DownloadLink.class);
    var files = unzip(Http.send(Http.to(link.url()).build()).expect(200).body());

    assertThat(files.get("profile.json")).contains(dana.email());
    assertThat(files.get("files.json")).contains("media/" + created.id());
    assertThat(files.get("media.json")).contains(created.id());
    assertThat(files.get("notifications.json")).contains("madang.media.ready.v1");
    assertThat(files.get("security-events.json")).contains("signed-in", "export-requested");
    assertThat(files.get("README.txt")).isNotEmpty();
    var other = User.signedIn().api();
    other.get(path).expectProblem(404, "export-not-found");
    other.post(path + "/download-links", Map.of()).expectProblem(404, "export-not-found");
  }

  private static Map<String, String> unzip(byte[] bytes) throws IOException {
    var files = new HashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  record Job(String id, String status) {}

  record DownloadLink(URI url) {}
}
