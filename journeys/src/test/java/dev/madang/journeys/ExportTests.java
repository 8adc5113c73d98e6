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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody takes along all that is kept. */
@Order(8)
class ExportTests {

  private final Person dana = Person.joined();

  @Test
  void theZipHasWhatIsKeptAndNobodyElseGetsIt() throws IOException {
    var upload = dana.uploadPhoto(Photo.dandelion());
    dana.waitForThumbnails(upload);
    dana.waitForNotification(upload);

    var job = dana.api().post("/v1/me/export", Map.of()).expect(202).as(Begun.class).job();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> dana.api().get("/v1/me/exports/" + job).status() == 200);
    var link = dana.api().get("/v1/me/exports/" + job).expect(200).as(Link.class);
    var files = unzip(Http.send(Http.to(link.url()).build()).expect(200).body());

    assertThat(files.get("profile.json")).contains(dana.email());
    assertThat(files.get("files.json")).contains("media/" + upload.id());
    assertThat(files.get("media.json")).contains(upload.id());
    assertThat(files.get("notifications.json")).contains("media-ready");
    assertThat(files.get("security-events.json")).contains("signed-in", "export-started");
    assertThat(files.get("README.txt")).isNotEmpty();
    Person.joined().api().get("/v1/me/exports/" + job).expectProblem(404, "export-not-found");
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

  record Begun(String job) {}

  record Link(URI url) {}
}
