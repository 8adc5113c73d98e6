package dev.madang.media.upload;

import static dev.madang.media.upload.Client.json;
import static dev.madang.media.upload.Client.sha256;
import static dev.madang.media.upload.UploadControllerTests.assertProblem;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MultipartUploadControllerTests extends RunningService {

  private static final int MIB = 1 << 20;
  private static final int PART = 8 * MIB;
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final String BUCKET = AWS.output("PrivateSpaceBucket");

  private final SignedInUser kim = AWS.users().signedIn();
  private final byte[] film = film(16 * MIB + 5);
  private final MockMvcTester http;
  private final Client client;

  @Autowired
  MultipartUploadControllerTests(MockMvcTester http) {
    this.http = http;
    this.client = new Client(http, kim);
  }

  @Test
  void largeFilesAreUploadedInParts() {
    var created = client.create(description());
    var id = created.get("id").stringValue();

    var multipart = created.get("multipart");
    assertThat(created.get("status").stringValue()).isEqualTo("pending");
    assertThat(created.has("upload")).isFalse();
    assertThat(multipart.get("partSize").intValue()).isEqualTo(PART);
    assertThat(multipart.get("partCount").intValue()).isEqualTo(3);
    assertThat(Instant.parse(multipart.get("expiresAt").stringValue()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(24 * 60 - 1)),
            Instant.now().plus(Duration.ofHours(24)));

    send(client, id, 1, 2, 3);
    var completed = client.post("/v1/uploads/" + id + "/completion", Map.of());

    assertThat(completed).hasStatus(200);
    assertThat(json(completed).get("id").stringValue()).isEqualTo(id);
    assertThat(json(completed).get("status").stringValue()).isNotEqualTo("pending");
    var again = client.post("/v1/uploads/" + id + "/completion", Map.of());
    assertThat(again).hasStatus(200);
    assertThat(json(again).get("status").stringValue()).isNotEqualTo("pending");
    assertThat(versions(id))
        .singleElement()
        .extracting(ObjectVersion::size)
        .isEqualTo((long) film.length);
    var object = S3.headObject(it -> it.bucket(BUCKET).key(key(id)));
    assertThat(object.contentType()).isEqualTo("video/mp4");
    assertProblem(client.get("/v1/uploads/" + id + "/parts"), 409, "upload-not-open");
    assertProblem(sign(client, id, 1), 409, "upload-not-open");
    assertProblem(client.delete("/v1/uploads/" + id), 409, "upload-not-open");
  }

  @Test
  void presignedPartIsForOnePartAndFifteenMinutes() {
    var id = created();

    var part = signed(client, id, 3);

    assertThat(part.get("number").intValue()).isEqualTo(3);
    assertThat(part.get("method").stringValue()).isEqualTo("PUT");
    assertThat(part.get("url").stringValue()).contains("/" + key(id) + "?");
    assertThat(parameter(part, "X-Amz-SignedHeaders"))
        .isEqualTo("content-length%3Bhost%3Bx-amz-checksum-sha256");
    assertThat(Integer.parseInt(parameter(part, "X-Amz-Expires"))).isLessThanOrEqualTo(900);
    assertThat(part.get("headers").propertyNames())
        .containsExactlyInAnyOrder("content-length", "x-amz-checksum-sha256");
    assertThat(part.get("headers").get("content-length").stringValue()).isEqualTo("5");
    assertThat(Instant.parse(part.get("expiresAt").stringValue()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(15)));
  }

  @Test
  void s3RejectsOtherBytesLengthChecksumNumberAndKey() {
    var part = signed(client, created(), 3);
    var other = bytes(3).clone();
    other[0]++;

    assertThat(client.put(part, other, Map.of()).statusCode()).isEqualTo(400);
    assertThat(client.put(part, new byte[6], Map.of()).statusCode()).isEqualTo(403);
    assertThat(client.put(part, other, Map.of("x-amz-checksum-sha256", sha256(other))).statusCode())
        .isEqualTo(403);
    assertThat(changed(part, "partNumber=3", "partNumber=2")).isEqualTo(403);
    assertThat(changed(part, "/media/", "/media/x")).isEqualTo(403);
    assertThat(client.put(part, bytes(3), Map.of()).statusCode()).isEqualTo(200);
    assertThat(client.put(part, bytes(3), Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void uploadsContinueOnAnotherDevice() {
    var id = created();
    send(client, id, 2);
    var tablet = new Client(http, kim);

    var open = json(tablet.get("/v1/uploads")).get("items");
    assertThat(open).hasSize(1);
    assertThat(open.get(0).get("id").stringValue()).isEqualTo(id);
    assertThat(open.get(0).get("fileName").stringValue()).isEqualTo("photo.jpg");
    assertThat(open.get(0).get("size").intValue()).isEqualTo(film.length);
    assertThat(open.get(0).get("partSize").intValue()).isEqualTo(PART);
    assertThat(open.get(0).get("partCount").intValue()).isEqualTo(3);

    var sent = json(tablet.get("/v1/uploads/" + id + "/parts"));
    assertThat(sent.get("items")).hasSize(1);
    assertThat(sent.get("items").get(0).get("number").intValue()).isEqualTo(2);
    assertThat(sent.get("items").get(0).get("size").intValue()).isEqualTo(PART);
    assertThat(sent.get("items").get(0).get("sha256").stringValue()).isEqualTo(sha256(bytes(2)));

    send(tablet, id, 1, 3);
    assertThat(tablet.post("/v1/uploads/" + id + "/completion", Map.of())).hasStatus(200);
    assertThat(json(tablet.get("/v1/uploads")).get("items")).isEmpty();
  }

  @Test
  void sameFileOnAnotherDeviceIsTheSameMultipartUpload() {
    var first = client.create(description());
    send(client, first.get("id").stringValue(), 1);

    var again = new Client(http, kim).create(description());

    assertThat(again).isEqualTo(first);
    assertThat(
            json(client.get("/v1/uploads/" + again.get("id").stringValue() + "/parts"))
                .get("items"))
        .hasSize(1);
  }

  @Test
  void missingPartsPreventCompletionAndLoseNothing() {
    var id = created();
    send(client, id, 2);

    var refused = client.post("/v1/uploads/" + id + "/completion", Map.of());

    assertProblem(refused, 409, "upload-incomplete");
    assertThat(json(refused).get("missing").valueStream().map(JsonNode::intValue))
        .containsExactly(1, 3);
    send(client, id, 1, 3);
    assertThat(client.post("/v1/uploads/" + id + "/completion", Map.of())).hasStatus(200);
  }

  @Test
  void atMostAHundredMissingPartsAreListed() {
    USERS.quota().limit(userId(), 1L << 40);
    var description = description();
    description.put("size", 1L << 30);
    var id = client.create(description).get("id").stringValue();

    var refused = client.post("/v1/uploads/" + id + "/completion", Map.of());

    assertProblem(refused, 409, "upload-incomplete");
    assertThat(json(refused).get("missing")).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[null]",
        "[{\"number\": 1}]",
        "[{\"number\": 0, \"sha256\": \"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]",
        "[{\"number\": 4, \"sha256\": \"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}]",
        "[{\"number\": 1, \"sha256\": \"x\"}]"
      })
  void invalidPartsAreRejected(String parts) {
    var result =
        http.post()
            .uri("/v1/uploads/" + created() + "/parts")
            .header("Authorization", "Bearer " + kim.accessToken())
            .contentType("application/json")
            .content("{\"parts\": " + parts + "}")
            .exchange();

    assertProblem(result, 400, "invalid-request");
  }

  @Test
  void atMostAHundredPartsArePresignedAtOnce() {
    USERS.quota().limit(userId(), 1L << 40);
    var description = description();
    description.put("size", 1L << 30);
    var path = "/v1/uploads/" + client.create(description).get("id").stringValue() + "/parts";
    var parts =
        IntStream.rangeClosed(1, 101)
            .mapToObj(number -> Map.of("number", number, "sha256", sha256(new byte[0])))
            .toList();

    var signed = client.post(path, Map.of("parts", parts.subList(0, 100)));

    assertThat(signed).hasStatus(200);
    assertThat(json(signed).get("parts")).hasSize(100);
    assertProblem(client.post(path, Map.of("parts", parts)), 400, "invalid-request");
  }

  @Test
  void singlePutUploadsHaveNoParts() {
    var small = client.create(Client.description("video/mp4", film(7))).get("id").stringValue();

    assertProblem(sign(client, small, 1), 404, "upload-not-found");
    assertProblem(client.get("/v1/uploads/" + small + "/parts"), 404, "upload-not-found");
    assertProblem(
        client.post("/v1/uploads/" + small + "/completion", Map.of()), 404, "upload-not-found");
  }

  @Test
  void uploadsOfOtherUsersAreNotFound() {
    var id = created();
    var lee = new Client(http, AWS.users().signedIn());

    assertProblem(sign(lee, id, 1), 404, "media-not-found");
    assertProblem(lee.get("/v1/uploads/" + id + "/parts"), 404, "media-not-found");
    assertProblem(lee.post("/v1/uploads/" + id + "/completion", Map.of()), 404, "media-not-found");
    assertThat(json(lee.get("/v1/uploads")).get("items")).isEmpty();
    assertThat(lee.delete("/v1/uploads/" + id)).hasStatus(204);
    assertThat(client.get("/v1/uploads/" + id + "/parts")).hasStatus(200);
  }

  @Test
  void spaceIsReservedForTheMultipartUploadAndReleasedByItsAbort() {
    var id = created();
    assertThat(USERS.quota().end(userId(), "media/" + id, film.length, sha256(film)))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(25 * 60 - 1)),
            Instant.now().plus(Duration.ofHours(25)));

    client.delete("/v1/uploads/" + id);

    assertThat(USERS.quota().reserved(userId())).isZero();
  }

  @Test
  void abortedUploadLeavesNothingAndRejectsLateParts() {
    var id = created();
    send(client, id, 1);
    var late = signed(client, id, 2);

    assertThat(client.delete("/v1/uploads/" + id)).hasStatus(204);
    assertThat(client.delete("/v1/uploads/" + id)).hasStatus(204);

    assertThat(client.put(late, bytes(2), Map.of()).statusCode()).isEqualTo(404);
    assertThat(client.get("/v1/media/" + id)).hasStatus(404);
    assertProblem(
        client.post("/v1/uploads/" + id + "/completion", Map.of()), 404, "media-not-found");
    assertThat(openAtS3()).isEmpty();
    assertThat(created()).isNotEqualTo(id);
  }

  @Test
  void deletingAPendingItemAbortsItsUpload() {
    var id = created();
    send(client, id, 1);
    USERS.quota().setUnavailable(true);
    try {
      assertProblem(client.delete("/v1/media/" + id), 503, "service-unavailable");
    } finally {
      USERS.quota().setUnavailable(false);
    }

    assertThat(client.delete("/v1/media/" + id)).hasStatus(204);
    assertThat(client.delete("/v1/media/" + id)).hasStatus(204);

    assertThat(client.get("/v1/media/" + id)).hasStatus(404);
    assertThat(openAtS3()).isEmpty();
    assertThat(USERS.quota().reserved(userId())).isZero();
    assertThat(created()).isNotEqualTo(id);
  }

  @Test
  void abortIsRetriedAfterUserServiceWasUnavailable() {
    var id = created();
    USERS.quota().setUnavailable(true);
    try {
      assertProblem(client.delete("/v1/uploads/" + id), 503, "service-unavailable");
    } finally {
      USERS.quota().setUnavailable(false);
    }

    assertThat(client.delete("/v1/uploads/" + id)).hasStatus(204);

    assertThat(client.get("/v1/media/" + id)).hasStatus(404);
    assertThat(USERS.quota().reserved(userId())).isZero();
  }

  @Test
  void multipartUploadThatS3DoesNotKnowIsBegunAnew() {
    var id = created();
    S3.abortMultipartUpload(it -> it.bucket(BUCKET).key(key(id)).uploadId(openAtS3().getFirst()));

    assertProblem(client.get("/v1/uploads/" + id + "/parts"), 409, "upload-not-open");
    assertProblem(
        client.post("/v1/uploads/" + id + "/completion", Map.of()), 409, "upload-not-open");
    assertThat(created()).isEqualTo(id);
    send(client, id, 1, 2, 3);
    assertThat(client.post("/v1/uploads/" + id + "/completion", Map.of())).hasStatus(200);
  }

  @Test
  void lostResponseOfS3StillCompletesTheUpload() {
    var id = created();
    send(client, id, 1, 2, 3);
    completeAtS3(id);

    var completed = client.post("/v1/uploads/" + id + "/completion", Map.of());

    assertThat(completed).hasStatus(200);
    assertThat(json(completed).get("status").stringValue()).isNotEqualTo("pending");
    assertThat(versions(id)).hasSize(1);
  }

  @Test
  void lateAbortIsRejected() {
    var id = created();
    send(client, id, 1, 2, 3);
    completeAtS3(id);

    assertProblem(client.delete("/v1/uploads/" + id), 409, "upload-not-open");

    assertThat(client.media(id).get("status").stringValue()).isNotEqualTo("pending");
  }

  @Test
  void objectsWrittenWithStorageCredentialsStand() {
    var id = created();
    send(client, id, 1, 2, 3);
    S3.putObject(it -> it.bucket(BUCKET).key(key(id)), RequestBody.fromString("other"));

    assertThat(client.post("/v1/uploads/" + id + "/completion", Map.of())).hasStatus(200);

    assertThat(versions(id)).hasSize(1);
  }

  @RepeatedTest(3)
  void concurrentCompletionsMakeOneObject() throws Exception {
    var id = created();
    send(client, id, 1, 2, 3);

    var results =
        atOnce(
            () -> client.post("/v1/uploads/" + id + "/completion", Map.of()),
            () -> client.post("/v1/uploads/" + id + "/completion", Map.of()));

    assertThat(results).allSatisfy(result -> assertThat(result).hasStatus(200));
    assertThat(versions(id)).hasSize(1);
  }

  @RepeatedTest(5)
  void concurrentCompletionAndAbortHaveOneWinner() throws Exception {
    var id = created();
    send(client, id, 1, 2, 3);

    var results =
        atOnce(
            () -> client.post("/v1/uploads/" + id + "/completion", Map.of()),
            () -> client.delete("/v1/uploads/" + id));

    if (results.getFirst().getResponse().getStatus() == 200) {
      assertProblem(results.getLast(), 409, "upload-not-open");
      assertThat(versions(id)).hasSize(1);
      assertThat(client.media(id).get("status").stringValue()).isNotEqualTo("pending");
    } else {
      assertThat(results.getFirst().getResponse().getStatus()).isIn(404, 409);
      assertThat(results.getLast()).hasStatus(204);
      assertThat(versions(id)).isEmpty();
      assertThat(client.get("/v1/media/" + id)).hasStatus(404);
    }
    assertThat(openAtS3()).isEmpty();
  }

  @RepeatedTest(3)
  void concurrentRequestsGetOneMultipartUpload() throws Exception {
    var results = atOnce(() -> client.ask(description()), () -> client.ask(description()));

    assertThat(results).allSatisfy(result -> assertThat(result).hasStatus(201));
    assertThat(json(results.getFirst())).isEqualTo(json(results.getLast()));
    assertThat(openAtS3()).hasSize(1);
    var id = json(results.getFirst()).get("id").stringValue();
    assertThat(client.get("/v1/uploads/" + id + "/parts")).hasStatus(200);
  }

  @Test
  void openUploadsAreListedPageByPage() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      var description = description();
      description.put("sha256", sha256(new byte[] {(byte) i}));
      ids.add(client.create(description).get("id").stringValue());
    }
    // One that a client began with storage credentials.
    S3.createMultipartUpload(it -> it.bucket(BUCKET).key(key(ids.get(1))));

    var seen = new ArrayList<String>();
    var page = json(client.get("/v1/uploads?limit=2"));
    page.get("items").forEach(it -> seen.add(it.get("id").stringValue()));
    while (page.has("next")) {
      assertThat(page.get("items")).hasSize(2);
      page = json(client.get("/v1/uploads?limit=2&cursor=" + page.get("next").stringValue()));
      page.get("items").forEach(it -> seen.add(it.get("id").stringValue()));
    }

    assertThat(seen).isEqualTo(ids);
    assertProblem(client.get("/v1/uploads?cursor=x"), 400, "invalid-cursor");
    assertProblem(client.get("/v1/uploads?limit=0"), 400, "invalid-request");
  }

  @Test
  void uploadedPartsAreListedPageByPage() {
    var id = created();
    send(client, id, 3, 1, 2);
    var path = "/v1/uploads/" + id + "/parts?limit=2";

    var first = json(client.get(path));
    var last = json(client.get(path + "&cursor=" + first.get("next").stringValue()));

    assertThat(first.get("items").valueStream().map(it -> it.get("number").intValue()))
        .containsExactly(1, 2);
    assertThat(last.get("items").valueStream().map(it -> it.get("number").intValue()))
        .containsExactly(3);
    assertThat(last.has("next")).isFalse();
    assertProblem(client.get(path + "&cursor=x"), 400, "invalid-cursor");
    assertProblem(client.get("/v1/uploads/" + id + "/parts?limit=1001"), 400, "invalid-request");
  }

  private String created() {
    return client.create(description()).get("id").stringValue();
  }

  private Map<String, Object> description() {
    return Client.description("video/mp4", film);
  }

  private void send(Client from, String id, int... numbers) {
    for (var number : numbers) {
      assertThat(from.put(signed(from, id, number), bytes(number), Map.of()).statusCode())
          .isEqualTo(200);
    }
  }

  private JsonNode signed(Client from, String id, int number) {
    var result = sign(from, id, number);
    assertThat(result).hasStatus(200);
    return json(result).get("parts").get(0);
  }

  private MvcTestResult sign(Client from, String id, int number) {
    var part = Map.of("number", number, "sha256", sha256(bytes(number)));
    return from.post("/v1/uploads/" + id + "/parts", Map.of("parts", List.of(part)));
  }

  private byte[] bytes(int number) {
    return Arrays.copyOfRange(film, (number - 1) * PART, Math.min(number * PART, film.length));
  }

  /** Sends a part to another URL than presigned. */
  private int changed(JsonNode part, String from, String to) {
    var changed = part.deepCopy();
    ((ObjectNode) changed).put("url", part.get("url").stringValue().replace(from, to));
    return client.put(changed, bytes(3), Map.of()).statusCode();
  }

  private static String parameter(JsonNode part, String name) {
    return Arrays.stream(URI.create(part.get("url").stringValue()).getRawQuery().split("&"))
        .filter(it -> it.startsWith(name + "="))
        .map(it -> it.substring(name.length() + 1))
        .collect(joining());
  }

  private void completeAtS3(String id) {
    var uploadId = openAtS3().getFirst();
    var parts =
        S3.listParts(it -> it.bucket(BUCKET).key(key(id)).uploadId(uploadId)).parts().stream()
            .map(it ->
                CompletedPart.builder()
                    .partNumber(it.partNumber())
                    .eTag(it.eTag())
                    .checksumSHA256(it.checksumSHA256())
                    .build())
            .toList();
    S3.completeMultipartUpload(it ->
        it.bucket(BUCKET)
            .key(key(id))
            .uploadId(uploadId)
            .multipartUpload(upload -> upload.parts(parts)));
  }

  private List<String> openAtS3() {
    return S3.listMultipartUploads(it -> it.bucket(BUCKET).prefix(key(""))).uploads().stream()
        .map(it -> it.uploadId())
        .toList();
  }

  private List<ObjectVersion> versions(String id) {
    return S3.listObjectVersions(it -> it.bucket(BUCKET).prefix(key(id))).versions();
  }

  private String key(String id) {
    return "private/%s/media/%s".formatted(kim.sub(), id);
  }

  private UserId userId() {
    return new UserId(kim.sub());
  }

  private static byte[] film(int size) {
    var film = new byte[size];
    new Random(size).nextBytes(film);
    return film;
  }

  private static List<MvcTestResult> atOnce(
      Callable<MvcTestResult> one, Callable<MvcTestResult> two) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<MvcTestResult>();
      for (Future<MvcTestResult> result : threads.invokeAll(List.of(one, two))) {
        results.add(result.get());
      }
      return results;
    }
  }
}
