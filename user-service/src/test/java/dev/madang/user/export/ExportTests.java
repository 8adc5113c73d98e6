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

/** An export from the request to the ZIP file, with a fake of the other services. */
class ExportTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String OTHER_SERVICES = startOtherServices();

  private final SignedInUser kim = AWS.users().signedIn();
  private final MockMvcTester http;

  @Autowired
  ExportTests(MockMvcTester http) {
    this.http = http;
  }

  @DynamicPropertySource
  static void otherServices(DynamicPropertyRegistry registry) {
    registry.add("MADANG_MEDIA_SERVICE_URL", () -> OTHER_SERVICES);
    registry.add("MADANG_NOTIFICATION_SERVICE_URL", () -> OTHER_SERVICES);
  }

  @Test
  void exportContainsAllDataOfTheUser() throws Exception {
    send(HttpMethod.GET, "/v1/me", kim);
    put("private/" + kim.sub() + "/holidays/notes.txt", "sun");
    put("private/" + kim.sub() + "-lee/secret.txt", "not Kim's");

    var job = createExport();
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
    assertThat(json(files, "security-events.json").findValuesAsString("type"))
        .contains("export-requested");
  }

  @Test
  void runningExportIsReturnedAgain() throws Exception {
    send(HttpMethod.GET, "/v1/me", kim);
    var job = createExport();
    var again = createExport();

    // If the first export has ended already, there is a second one.
    if (link(job, kim).getResponse().getStatus() == 409) {
      assertThat(again).isEqualTo(job);
    }
    await().atMost(ofSeconds(20)).until(() -> link(again, kim).getResponse().getStatus() == 200);
  }

  @Test
  void anotherUserFindsNoExport() throws Exception {
    send(HttpMethod.GET, "/v1/me", kim);
    var job = createExport();
    var otherUser = AWS.users().signedIn();

    assertThat(send(HttpMethod.GET, "/v1/me/exports/" + job, kim)).hasStatusOk();
    assertThat(send(HttpMethod.GET, "/v1/me/exports/" + job, otherUser)).hasStatus(404);
    assertThat(link(job, otherUser))
        .hasStatus(404)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:export-not-found");
  }

  private String createExport() throws Exception {
    var created = send(HttpMethod.POST, "/v1/me/exports", kim);
    assertThat(created).hasStatus(202);
    var job = body(created).path("id").stringValue();
    assertThat(created).headers().hasValue(HttpHeaders.LOCATION, "/v1/me/exports/" + job);
    return job;
  }

  private MvcTestResult link(String job, SignedInUser user) {
    return send(HttpMethod.POST, "/v1/me/exports/" + job + "/download-links", user);
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
      var response =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
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

  /** Two pages of media items and one notification, for requests with a token. */
  private static String startOtherServices() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/internal/",
          exchange -> {
            var uri = exchange.getRequestURI();
            var response =
                uri.getPath().endsWith("/notifications")
                    ? "{\"items\": [{\"text\": \"Your photo is ready.\"}]}"
                    : !"cursor=1".equals(uri.getQuery())
                        ? "{\"items\": [{\"fileName\": \"one.jpg\"}], \"next\": \"1\"}"
                        : "{\"items\": [{\"fileName\": \"two.jpg\"}]}";
            var allowed = exchange.getRequestHeaders().containsKey("Authorization");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(allowed ? 200 : 401, 0);
            exchange.getResponseBody().write(response.getBytes(UTF_8));
            exchange.close();
          });
      server.start();
      return "http://localhost:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
