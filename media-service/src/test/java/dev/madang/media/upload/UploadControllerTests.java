package dev.madang.media.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem.State;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UploadControllerTests extends RunningService {

  private static final SignedInUser KIM = AWS.users().signedIn();

  // Another file in each test: a file that was uploaded before is not uploaded again.
  private final byte[] file = UUID.randomUUID().toString().getBytes(US_ASCII);
  private final MockMvcTester http;
  private final MediaCatalog catalog;
  private final Client client;

  @Autowired
  UploadControllerTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
    this.client = new Client(http, KIM);
  }

  @Test
  void presignedUploadIsForOneKeyAndFifteenMinutes() {
    var created = client.create(description());

    var upload = created.get("upload");
    assertThat(upload.get("method").stringValue()).isEqualTo("PUT");
    assertThat(upload.get("url").stringValue())
        .contains("/private/" + KIM.sub() + "/media/" + created.get("id").stringValue() + "?");
    assertThat(Instant.parse(upload.get("expiresAt").stringValue()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(15)));
  }

  @Test
  void presignedUploadSignsSizeTypeAndChecksum() {
    var upload = client.create(description()).get("upload");

    assertThat(upload.get("headers").propertyNames())
        .containsExactlyInAnyOrder(
            "content-length", "content-type", "if-none-match", "x-amz-checksum-sha256");
    assertThat(upload.get("url").stringValue())
        .contains(
            "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match"
                + "%3Bx-amz-checksum-sha256");
  }

  @Test
  void s3AcceptsTheDeclaredFileOnce() {
    var created = client.create(description());

    assertThat(send(created, file, Map.of())).isEqualTo(200);
    assertThat(send(created, file, Map.of())).isEqualTo(412);
  }

  @Test
  void otherBytesAreRejectedByS3() {
    var other = file.clone();
    other[0]++;

    assertThat(send(client.create(description()), other, Map.of())).isEqualTo(400);
  }

  @Test
  void otherLengthsAreRejectedByS3() {
    var longer = new byte[file.length + 1];

    assertThat(send(client.create(description()), longer, Map.of())).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "content-type, text/html",
    "if-none-match, '\"x\"'",
    "x-amz-checksum-sha256, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  })
  void otherHeadersAreRejectedByS3(String name, String value) {
    assertThat(send(client.create(description()), file, Map.of(name, value))).isEqualTo(403);
  }

  @Test
  void sameIdempotencyKeyReturnsTheSameUpload() {
    var first = client.create(description(), "Idempotency-Key", "key-1");
    var again = client.create(description(), "Idempotency-Key", "key-1");

    assertThat(again.get("id")).isEqualTo(first.get("id"));
  }

  @Test
  void idempotencyKeyBelongsToOneFile() {
    client.create(description(), "Idempotency-Key", "key-2");

    assertProblem(
        client.ask(changed("size", 1), "Idempotency-Key", "key-2"), 409, "idempotency-key-reused");
  }

  @Test
  void invalidIdempotencyKeysAreRejected() {
    assertThat(client.ask(description(), "Idempotency-Key", "two words")).hasStatus(400);
    assertThat(client.ask(description(), "Idempotency-Key", "x".repeat(101))).hasStatus(400);
  }

  @Test
  void unknownFieldsAreRejected() {
    assertProblem(client.ask(changed("public", true)), 400, "unknown-field");
  }

  @Test
  void imagesMayHave64MiBAndOtherFiles5TiB() {
    assertThat(client.ask(changed("size", 64 << 20))).hasStatus(201);
    assertProblem(client.ask(changed("size", (64 << 20) + 1)), 413, "upload-too-large");
    USERS.quota().limit(new UserId(KIM.sub()), 6L << 40);
    var film = changed("contentType", "video/mp4");
    film.put("size", 5L << 40);
    assertThat(client.ask(film)).hasStatus(201);
    film.put("size", (5L << 40) + 1);
    assertProblem(client.ask(film), 413, "upload-too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/heic",
        "image/avif",
        "IMAGE/PNG",
        "video/mp4",
        "application/pdf",
        "application/zip",
        "application/octet-stream",
        "application/vnd.oasis.opendocument.text-master",
        "text/x-a!#$&^_.+-b"
      })
  void acceptsManyContentTypes(String contentType) {
    var upload = client.create(changed("contentType", contentType)).get("upload");

    assertThat(upload.get("headers").get("content-type").stringValue())
        .isEqualTo(contentType.toLowerCase(Locale.ROOT));
  }

  @Test
  void aliasesAndParametersBecomeTheUsualContentType() {
    var upload = client.create(changed("contentType", "image/jpg; q=1")).get("upload");

    assertThat(upload.get("headers").get("content-type").stringValue()).isEqualTo("image/jpeg");
  }

  @ParameterizedTest
  @CsvSource({
    "size, 0",
    "size, -1",
    "contentType, text",
    "contentType, text/",
    "contentType, text/pl ain",
    "contentType, /plain",
    "contentType, +a/b",
    "contentType, image/svg+xml",
    "contentType, IMAGE/SVG+XML",
    "contentType, image/tiff",
    "fileName, ''",
    "fileName, ' '",
    "albumId, x",
    "sha256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  })
  void invalidRequestsAreRejected(String field, String value) {
    assertProblem(client.ask(changed(field, value)), 400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\r\\nb", "a\\u007f", "\\u2028", "\\ud83d", "\\u200b"})
  void fileNamesAreVisible(String name) {
    var body = new JsonMapper().writeValueAsString(changed("fileName", "NAME"));

    var result = client.send("/v1/media", body.replace("NAME", name));

    assertProblem(result, 400, "invalid-request");
    assertThat(Client.json(result).get("errors").get(0).get("field").stringValue())
        .isEqualTo("fileName");
  }

  @Test
  void fileNamesMayHave255Characters() {
    assertThat(client.ask(changed("fileName", "\ud83d\ude00".repeat(255)))).hasStatus(201);
    assertProblem(client.ask(changed("fileName", "a".repeat(256))), 400, "invalid-request");
  }

  @Test
  void unknownAlbumsAreRejected() {
    assertProblem(client.ask(changed("albumId", AlbumId.next().value())), 404, "album-not-found");
  }

  @Test
  void sameFileIsOneUploadUnderAnyName() {
    var first = client.create(description());
    var again = client.create(changed("fileName", "other.jpg"));

    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(client.media(again.get("id").stringValue()).get("fileName").stringValue())
        .isEqualTo("photo.jpg");
    assertThat(client.create(changed("contentType", "image/png")).get("id"))
        .isNotEqualTo(first.get("id"));
    assertThat(new Client(http, AWS.users().signedIn()).create(description()).get("id"))
        .isNotEqualTo(first.get("id"));
  }

  @Test
  void uploadedFilesAreNotUploadedAgain() {
    var id = client.create(description()).get("id").stringValue();
    var media = catalog.find(kim(), new MediaId(id)).orElseThrow();
    catalog.updateState(media, media.with("v1", new State.Uploaded()));
    var reserved = USERS.quota().reserved(kim());

    var result = client.ask(description());

    assertThat(result).hasStatus(200);
    var existing = Client.json(result);
    assertThat(existing.propertyNames()).containsExactlyInAnyOrder("id", "status");
    assertThat(existing.get("id").stringValue()).isEqualTo(id);
    assertThat(existing.get("status").stringValue()).isEqualTo("uploaded");
    assertThat(USERS.quota().reserved(kim())).isEqualTo(reserved);
  }

  @Test
  void spaceIsReservedUntilTheUploadCanNoLongerComplete() {
    var id = client.create(description()).get("id").stringValue();

    assertThat(USERS.quota().end(kim(), "media/" + id, file.length, Client.sha256(file)))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(74)), Instant.now().plus(Duration.ofMinutes(76)));
  }

  @Test
  void exceededQuotaLeavesNoItem() {
    var lee = AWS.users().signedIn();
    var userId = new UserId(lee.sub());
    USERS.quota().limit(userId, file.length - 1);

    var refused = new Client(http, lee).ask(description(), "Idempotency-Key", "key-3");

    assertProblem(refused, 409, "quota-exceeded");
    assertThat(Client.json(refused).get("limit").intValue()).isEqualTo(file.length - 1);
    assertThat(Client.json(refused).get("used").intValue()).isZero();
    assertThat(Client.json(refused).get("reserved").intValue()).isZero();
    assertThat(catalog.newest(userId, Optional.empty(), 10)).isEmpty();
    USERS.quota().limit(userId, file.length);
    new Client(http, lee).create(description(), "Idempotency-Key", "key-3");
  }

  @Test
  void tooManyOpenUploadsAreRejected() {
    var lee = AWS.users().signedIn();
    for (int i = 0; i < 200; i++) {
      USERS.quota().reserve(new UserId(lee.sub()), "media/" + i, 0, "", Instant.MAX);
    }

    assertProblem(new Client(http, lee).ask(description()), 409, "too-many-open-uploads");
  }

  @Test
  void unavailableQuotaLeavesNoItem() {
    var lee = AWS.users().signedIn();
    USERS.quota().setUnavailable(true);
    try {
      assertProblem(new Client(http, lee).ask(description()), 503, "service-unavailable");
    } finally {
      USERS.quota().setUnavailable(false);
    }
    assertThat(catalog.newest(new UserId(lee.sub()), Optional.empty(), 10)).isEmpty();
  }

  @Test
  void abortedUploadsAreDiscardedAndTheirSpaceReleased() {
    var lee = AWS.users().signedIn();
    var lees = new Client(http, lee);
    var id = lees.create(description()).get("id").stringValue();

    assertThat(client.delete("/v1/uploads/" + id)).hasStatus(204);
    assertThat(USERS.quota().reserved(new UserId(lee.sub()))).isEqualTo(file.length);
    assertThat(lees.delete("/v1/uploads/" + id)).hasStatus(204);
    assertThat(lees.delete("/v1/uploads/" + id)).hasStatus(204);

    assertThat(lees.get("/v1/media/" + id)).hasStatus(404);
    assertThat(USERS.quota().reserved(new UserId(lee.sub()))).isZero();
  }

  @Test
  void requestsWithoutATokenAreRejected() {
    assertThat(http.post().uri("/v1/media").contentType("application/json").content("{}"))
        .hasStatus(401);
  }

  private static UserId kim() {
    return new UserId(KIM.sub());
  }

  private int send(JsonNode created, byte[] file, Map<String, String> replaced) {
    return client.send(created, file, replaced).statusCode();
  }

  private Map<String, Object> description() {
    return Client.description("image/jpeg", file);
  }

  private Map<String, Object> changed(String field, Object value) {
    var changed = new LinkedHashMap<>(description());
    changed.put(field, value);
    return changed;
  }

  static void assertProblem(MvcTestResult result, int status, String name) {
    assertThat(result)
        .hasStatus(status)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + name);
  }
}
