package dev.madang.user.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the request to the zip; the other services are played by the test. */
class ExportTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PEERS = peers();

  private final SignedInUser kim = AWS.users().signedIn();
  private final MockMvcTester http;

  @Autowired
  ExportTests(MockMvcTester http) {
    this.http = http;
  }

  @DynamicPropertySource
  static void otherServices(DynamicPropertyRegistry registry) {
    registry.add("MADANG_MEDIA_SERVICE_URL", () -> PEERS);
    registry.add("MADANG_NOTIFICATION_SERVICE_URL", () -> PEERS);
  }

  @Test
  void theZipHasAllThatIsKeptOfTheUser() throws Exception {
    send(HttpMethod.GET, "/v1/me", kim);
    put("private/" + kim.sub() + "/holidays/notes.txt", "sun");
    put("private/" + kim.sub() + "-lee/secret.txt", "not Kim's");

    var job = begin();
    await().atMost(ofSeconds(20)).until(() -> link(job, kim).getResponse().getStatus() == 200);
    var files = unzip(fetch(body(link(job, kim)).path("url").stringValue()));

    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "README.txt",
            "profile.json",
            "files.json",
            "media.json",
            "notifications.json",
            "security-events.json");
    assertThat(json(files, "profile.json").path("email").stringValue()).isEqualTo(kim.email());
    var listed = json(files, "files.json");
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("path").stringValue()).isEqualTo("holidays/notes.txt");
    assertThat(listed.path(0).path("size").longValue()).isEqualTo(3);
    assertThat(json(files, "media.json").findValuesAsString("fileName"))
        .containsExactly("one.jpg", "two.jpg");
    assertThat(json(files, "notifications.json").findValuesAsString("text"))
        .containsExactly("Your photo is ready.");
    assertThat(json(files, "security-events.json").findValuesAsString("kind"))
        .contains("export-started");
  }

  @Test
  void whileOneIsMadeItIsThatOne() throws Exception {
    send(HttpMethod.GET, "/v1/me", kim);
    var job = begin();
    var again = begin();

    // The first may have been ready already; then there is a second.
    if (link(job, kim).getResponse().getStatus() == 409) {
      assertThat(again).isEqualTo(job);
    }
    await().atMost(ofSeconds(20)).until(() -> link(again, kim).getResponse().getStatus() == 200);
  }

  @Test
  void nobodyElseGetsTheLink() throws Exception {
    send(HttpMethod.GET, "/v1/me", kim);
    var job = begin();
    var stranger = AWS.users().signedIn();

    assertThat(link(job, stranger))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:export-not-found");
  }

  private String begin() throws Exception {
    var begun = send(HttpMethod.POST, "/v1/me/export", kim);
    assertThat(begun).hasStatus(202);
    return body(begun).path("job").stringValue();
  }

  private MvcTestResult link(String job, SignedInUser user) {
    return send(HttpMethod.GET, "/v1/me/exports/" + job, user);
  }

  private MvcTestResult send(HttpMethod method, String uri, SignedInUser user) {
    return http.method(method)
        .uri(uri)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
        .exchange();
  }

  private static JsonNode body(MvcTestResult result) {
    return JSON.readTree(result.getResponse().getContentAsByteArray());
  }

  private static void put(String key, String content) {
    AWS.client(S3Client.builder().forcePathStyle(true))
        .putObject(
            put -> put.bucket(AWS.output("PrivateSpaceBucket")).key(key),
            RequestBody.fromString(content));
  }

  private static byte[] fetch(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
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

  private static JsonNode json(Map<String, String> files, String name) {
    return JSON.readTree(files.getOrDefault(name, ""));
  }

  /** Two pages of media and one notification, for whoever asks with a service token. */
  private static String peers() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/internal/",
          exchange -> {
            var uri = exchange.getRequestURI();
            var answer =
                uri.getPath().startsWith("/internal/users/")
                    ? "{\"items\": [{\"text\": \"Your photo is ready.\"}]}"
                    : uri.getQuery() == null
                        ? "{\"items\": [{\"fileName\": \"one.jpg\"}], \"next\": \"1\"}"
                        : "{\"items\": [{\"fileName\": \"two.jpg\"}]}";
            var allowed = exchange.getRequestHeaders().containsKey("Authorization");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(allowed ? 200 : 401, 0);
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
          });
      server.start();
      return "http://localhost:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
