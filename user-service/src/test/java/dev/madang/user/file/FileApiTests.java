package dev.madang.user.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.user.RunningService;
import dev.madang.user.UserId;
import dev.madang.user.quota.ObjectKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Files API with S3. */
class FileApiTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final MockMvcTester http;
  private final SignedInUser ada = AWS.users().signedIn();

  @Autowired
  FileApiTests(MockMvcTester http) {
    this.http = http;
  }

  @Test
  void fileIsUploadedAndDownloaded() {
    assertThat(send(upload("letters/héllo wörld.txt", HELLO), HELLO).statusCode()).isEqualTo(200);

    var link = json(post("download-links", Map.of("path", "letters/héllo wörld.txt")), 200);

    var file = fetch(link.get("url").stringValue());
    assertThat(file.body()).isEqualTo(HELLO);
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"h_llo w_rld.txt\";"
                + " filename*=UTF-8''h%C3%A9llo%20w%C3%B6rld.txt");
    assertThat(file.headers().firstValue("Content-Type")).contains("text/plain");
  }

  @Test
  void spaceIsReservedAndThenUsed() {
    var link = upload("a.txt", HELLO);
    upload("a.txt", HELLO);
    assertThat(quota("reserved")).as("once for the same upload").isEqualTo(HELLO.length);

    send(link, HELLO);

    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(quota("used")).isEqualTo(HELLO.length));
    assertThat(quota("reserved")).isZero();
    assertThat(quota("limit")).isEqualTo(5L << 30);
    assertThat(quota("available")).isEqualTo((5L << 30) - HELLO.length);
    assertThat(delete("a.txt")).hasStatus(204);
    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(quota("used")).isZero());
  }

  @Test
  void directUploadIsCounted() {
    put("media/01KAQ9Z6J5T8M2W4Y7C3X0NB1D", 7);
    put("direct", 5);

    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(quota("used")).isEqualTo(12));
  }

  @Test
  void uploadThatExceedsTheQuotaIsRejected() {
    problem(createUploadLink("a", (5L << 30) - 9, "text/plain", null), 201, null);

    var refused = JSON.readTree(body(createUploadLink("b", 10, "text/plain", null)));

    assertThat(refused.get("type").stringValue()).isEqualTo("urn:madang:problem:quota-exceeded");
    assertThat(refused.get("status").intValue()).isEqualTo(409);
    assertThat(refused.get("limit").longValue()).isEqualTo(5L << 30);
    assertThat(refused.get("used").longValue()).isZero();
    assertThat(refused.get("reserved").longValue()).isEqualTo((5L << 30) - 9);
    problem(createUploadLink("c", 9, "text/plain", null), 201, null);
  }

  @Test
  void s3AcceptsOnlyTheDeclaredFile() {
    var link = upload("a.txt", HELLO);

    assertThat(send(link, "hellO".getBytes(UTF_8)).statusCode()).isEqualTo(400);
    assertThat(send(link, "longer".getBytes(UTF_8)).statusCode()).isEqualTo(403);
    assertThat(send(link, HELLO, Map.of("content-type", "text/html")).statusCode()).isEqualTo(403);
    assertThat(send(link, HELLO).statusCode()).isEqualTo(200);
    assertThat(send(link, HELLO).statusCode()).as("overwrites by default").isEqualTo(200);
  }

  @Test
  void uploadWithoutOverwriteReplacesNoFile() {
    var link = json(createUploadLink("a.txt", HELLO.length, "text/plain", false), 201);

    assertThat(send(link, HELLO).statusCode()).isEqualTo(200);
    assertThat(send(link, HELLO).statusCode()).isEqualTo(412);
  }

  @ParameterizedTest
  @CsvSource({
    "a, 5368709121, text/plain, 413, upload-too-large",
    "media/a, 5, text/plain, 403, reserved-folder",
    "../a, 5, text/plain, 400, invalid-request",
    "a, -1, text/plain, 400, invalid-request",
    "a, 5, text, 400, invalid-request",
  })
  void invalidUploadIsRejected(
      String path, long size, String contentType, int status, String problem) {
    problem(createUploadLink(path, size, contentType, null), status, problem);
  }

  @Test
  void invalidPathIsNamedInTheProblem() {
    for (var path : List.of("a\\u0000b", "a\\ud83d", "..")) {
      var problem =
          json(
              http.post()
                  .uri("/v1/me/files/download-links")
                  .header("Authorization", bearer())
                  .contentType("application/json")
                  .content("{\"path\": \"%s\"}".formatted(path))
                  .exchange(),
              400);

      assertThat(problem.get("type").stringValue()).isEqualTo("urn:madang:problem:invalid-request");
      assertThat(problem.get("errors").get(0).get("field").stringValue()).isEqualTo("path");
      assertThat(problem.toString()).doesNotContain("dev.madang");
    }
    assertThat(
            json(post("download-links", Map.of()), 400)
                .get("errors")
                .get(0)
                .get("field")
                .stringValue())
        .isEqualTo("path");
  }

  @Test
  void folderIsListedInPages() {
    for (var path : List.of("f/1", "f/b/2", "f/b/3", "f/a/4", "f/é", "f/", "f.txt", "g/5")) {
      put(path, 3);
    }
    var entries = new ArrayList<String>();
    var page = json(get("/v1/me/files?folder=f&limit=2"), 200);
    while (page.has("next")) {
      page.get("items").forEach(it -> entries.add(line(it)));
      page =
          json(get("/v1/me/files?folder=f&limit=2&cursor=" + page.get("next").stringValue()), 200);
    }
    page.get("items").forEach(it -> entries.add(line(it)));

    assertThat(entries).containsExactly("file f/1 1", "folder f/a a", "folder f/b b", "file f/é é");
  }

  @Test
  void listedFileHasSizeAndTime() {
    put("a", 3);

    var file = json(get("/v1/me/files"), 200).get("items").get(0);

    assertThat(file.get("size").longValue()).isEqualTo(3);
    assertThat(file.get("updatedAt").stringValue()).endsWith("Z");
    assertThat(file.get("etag").stringValue()).matches("[0-9a-f]{32}");
  }

  @Test
  void cursorOfAnotherUserOrFolderIsRejected() {
    put("f/1", 1);
    put("f/2", 1);
    put("g/1", 1);
    var cursor = json(get("/v1/me/files?folder=f&limit=1"), 200).get("next").stringValue();

    problem(get("/v1/me/files?folder=g&cursor=" + cursor), 400, "invalid-cursor");
    var eve = AWS.users().signedIn();
    var foreign =
        http.get()
            .uri("/v1/me/files?folder=f&cursor=" + cursor)
            .header("Authorization", "Bearer " + eve.accessToken())
            .exchange();
    problem(foreign, 400, "invalid-cursor");
    problem(get("/v1/me/files?cursor=x"), 400, "invalid-cursor");
  }

  @Test
  void filesOfAnotherUserAreInaccessible() {
    put("secret.txt", 6);
    var eve = new FileApiTests(http);

    for (var path :
        List.of(
            "secret.txt",
            "../%s/secret.txt".formatted(ada.sub()),
            "private/%s/secret.txt".formatted(ada.sub()),
            "%2e%2e/" + ada.sub() + "/secret.txt")) {
      assertThat(eve.post("download-links", Map.of("path", path)))
          .satisfies(it -> assertThat(it.getResponse().getStatus()).isIn(400, 404));
      assertThat(eve.post("moves", Map.of("from", path, "to", "mine")))
          .satisfies(it -> assertThat(it.getResponse().getStatus()).isIn(400, 404));
    }
    eve.delete("secret.txt");
    assertThat(json(eve.get("/v1/me/files"), 200).get("items")).isEmpty();
    assertThat(json(get("/v1/me/files"), 200).get("items")).hasSize(1);
  }

  @Test
  void moveIsIdempotent() {
    put("a", 3);

    var move = Map.of("from", "a", "to", "b/c");
    assertThat(post("moves", move)).hasStatus(204);
    assertThat(post("moves", move)).hasStatus(204);

    problem(post("download-links", Map.of("path", "a")), 404, "file-not-found");
    assertThat(post("download-links", Map.of("path", "b/c"))).hasStatus(200);
    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(quota("used")).isEqualTo(3));
  }

  @Test
  void invalidMoveIsRejected() {
    put("a", 3);
    put("b", 3);

    problem(post("moves", Map.of("from", "x", "to", "y")), 404, "file-not-found");
    problem(post("moves", Map.of("from", "a", "to", "b")), 409, "file-already-exists");
    problem(post("moves", Map.of("from", "a", "to", "a")), 400, "invalid-request");
    problem(post("moves", Map.of("from", "a")), 400, "invalid-request");
    problem(post("moves", Map.of("to", "a")), 400, "invalid-request");
    problem(post("moves", Map.of("from", "a", "to", "media/a")), 403, "reserved-folder");
    problem(post("moves", Map.of("from", "media/a", "to", "a")), 403, "reserved-folder");
    problem(post("moves", Map.of("from", "a", "to", "b", "force", true)), 400, "unknown-field");
    assertThat(post("moves", Map.of("from", "a", "to", "b", "overwrite", true))).hasStatus(204);
  }

  @Test
  void deletionIsIdempotent() {
    put("a", 3);

    assertThat(delete("a")).hasStatus(204);
    assertThat(delete("a")).hasStatus(204);

    var versions =
        S3.listObjectVersions(
            it -> it.bucket(AWS.output("PrivateSpaceBucket")).prefix(key("a").toString()));
    assertThat(versions.deleteMarkers()).hasSize(1);
    problem(delete("media/a"), 403, "reserved-folder");
    problem(delete("../a"), 400, "invalid-request");
  }

  @Test
  void folderIsDeletedByAJob() {
    put("f/1", 1);
    put("f/g/2", 1);
    put("h", 1);

    var started = post("folder-deletions", Map.of("folder", "f"));

    assertThat(started).hasStatus(202);
    var job = "/v1/me/jobs/" + json(started, 202).get("id").stringValue();
    assertThat(started).headers().hasValue("Location", job);
    await()
        .atMost(TIMEOUT)
        .until(() -> json(get(job), 200).get("status").stringValue().equals("succeeded"));
    assertThat(json(get(job), 200).get("progress").get("done").intValue()).isEqualTo(2);
    assertThat(json(get("/v1/me/files?folder=f"), 200).get("items")).isEmpty();
    assertThat(json(get("/v1/me/files"), 200).get("items"))
        .extracting(FileApiTests::line)
        .containsExactly("file h h");
    problem(post("folder-deletions", Map.of("folder", "media")), 403, "reserved-folder");
  }

  private static String line(JsonNode entry) {
    return "%s %s %s"
        .formatted(
            entry.get("type").stringValue(),
            entry.get("path").stringValue(),
            entry.get("name").stringValue());
  }

  private JsonNode upload(String path, byte[] file) {
    return json(createUploadLink(path, file.length, "text/plain", null), 201);
  }

  private MvcTestResult createUploadLink(
      String path, long size, String contentType, @Nullable Boolean overwrite) {
    var request = new LinkedHashMap<String, Object>();
    request.put("path", path);
    request.put("size", size);
    request.put("contentType", contentType);
    request.put("sha256", sha256(HELLO));
    if (overwrite != null) {
      request.put("overwrite", overwrite);
    }
    return post("upload-links", request);
  }

  private long quota(String name) {
    return json(get("/v1/me/quota"), 200).get(name).longValue();
  }

  private MvcTestResult get(String uri) {
    return http.get().uri(uri).header("Authorization", bearer()).exchange();
  }

  private MvcTestResult delete(String path) {
    return http.delete()
        .uri("/v1/me/files?path={path}", path)
        .header("Authorization", bearer())
        .exchange();
  }

  private MvcTestResult post(String what, Map<String, ?> body) {
    return http.post()
        .uri("/v1/me/files/" + what)
        .header("Authorization", bearer())
        .contentType("application/json")
        .content(JSON.writeValueAsString(body))
        .exchange();
  }

  private String bearer() {
    return "Bearer " + ada.accessToken();
  }

  private void put(String path, int size) {
    S3.putObject(
        it -> it.bucket(AWS.output("PrivateSpaceBucket")).key(key(path).toString()),
        RequestBody.fromBytes(new byte[size]));
  }

  private ObjectKey key(String path) {
    return new ObjectKey(new UserId(ada.sub()), path);
  }

  private static void problem(MvcTestResult result, int status, @Nullable String name) {
    var body = json(result, status);
    if (name != null) {
      assertThat(body.get("type").stringValue()).isEqualTo("urn:madang:problem:" + name);
    }
  }

  private static JsonNode json(MvcTestResult result, int status) {
    assertThat(result).hasStatus(status);
    return JSON.readTree(body(result));
  }

  private static byte[] body(MvcTestResult result) {
    return result.getResponse().getContentAsByteArray();
  }

  private static HttpResponse<byte[]> send(JsonNode link, byte[] file) {
    return send(link, file, Map.of());
  }

  private static HttpResponse<byte[]> send(
      JsonNode link, byte[] file, Map<String, String> replaced) {
    var headers = new LinkedHashMap<String, String>();
    link.get("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey().toLowerCase(), it.getValue().stringValue()));
    headers.putAll(replaced);
    headers.remove("content-length");
    var request =
        HttpRequest.newBuilder(URI.create(link.get("url").stringValue()))
            .method(link.get("method").stringValue(), BodyPublishers.ofByteArray(file));
    headers.forEach(request::header);
    return response(request.build());
  }

  private static HttpResponse<byte[]> fetch(String url) {
    return response(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private static HttpResponse<byte[]> response(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String sha256(byte[] file) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
