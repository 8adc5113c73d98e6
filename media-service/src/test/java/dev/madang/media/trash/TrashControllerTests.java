package dev.madang.media.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.MediaId;
import dev.madang.media.OriginalKey;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import dev.madang.media.cdn.TestCdn;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.rendition.Photos;
import dev.madang.media.upload.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the deletion request to empty buckets and an empty catalog. */
class TrashControllerTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ORIGINALS = AWS.output("PrivateSpaceBucket");
  private static final String RENDITIONS = AWS.output("RenditionsBucket");

  private final S3Client s3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private final SignedInUser kim = AWS.users().signedIn();
  private final MockMvcTester http;
  private final MediaCatalog catalog;
  private final Client client;

  @Autowired
  TrashControllerTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
    this.client = new Client(http, kim);
  }

  @Test
  void deletedMediaIsInTrashAndCanBeRestored() {
    var media = ready("one.jpg");

    assertThat(ask(HttpMethod.DELETE, path(media))).hasStatus(HttpStatus.NO_CONTENT);
    assertThat(ask(HttpMethod.DELETE, path(media))).hasStatus(HttpStatus.NO_CONTENT);

    assertThat(json(get("/v1/media")).get("items").size()).isZero();
    assertThat(json(get("/v1/trash")).get("items"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.get("id").stringValue()).isEqualTo(media.id().value());
          assertThat(it.has("deletedAt")).isTrue();
        });
    assertThat(json(get(path(media))).has("deletedAt")).isTrue();
    assertThat(versions(media)).isEqualTo(2);

    assertThat(ask(HttpMethod.POST, path(media) + "/restoration"))
        .hasStatusOk()
        .hasHeader("ETag", "\"2\"")
        .bodyJson()
        .doesNotHavePath("$.deletedAt");
    assertThat(ask(HttpMethod.POST, path(media) + "/restoration")).hasStatusOk();
    assertThat(json(get("/v1/media")).get("items").size()).isOne();
    assertThat(json(get("/v1/trash")).get("items").size()).isZero();
    assertThat(versions(media)).isOne();
  }

  @Test
  void purgedMediaIsErased() {
    var media = ready("one.jpg");
    assertThat(hasRendition(media)).isTrue();
    assertProblem(
        ask(HttpMethod.DELETE, trashPath(media)), HttpStatus.CONFLICT, "media-not-in-trash");
    ask(HttpMethod.DELETE, path(media));

    assertThat(ask(HttpMethod.DELETE, trashPath(media))).hasStatus(HttpStatus.NO_CONTENT);
    assertThat(ask(HttpMethod.DELETE, trashPath(media))).hasStatus(HttpStatus.NO_CONTENT);

    assertProblem(get(path(media)), HttpStatus.NOT_FOUND, "media-not-found");
    assertProblem(
        ask(HttpMethod.POST, path(media) + "/restoration"),
        HttpStatus.NOT_FOUND,
        "media-not-found");
    assertThat(json(get("/v1/trash")).get("items").size()).isZero();
    assertThat(versions(media)).isZero();
    assertThat(hasRendition(media)).isFalse();
  }

  @Test
  void mediaWithoutOriginalCannotBeRestored() {
    var media = ready("one.jpg");
    ask(HttpMethod.DELETE, path(media));
    new S3OriginalVersions(s3, TestCdn.storage()).eraseHidden(key(media));

    assertProblem(
        ask(HttpMethod.POST, path(media) + "/restoration"),
        HttpStatus.CONFLICT,
        "original-unavailable");
  }

  @Test
  void otherUsersMediaIsNotDeletedOrRestored() {
    var media = ready("one.jpg");
    var lee = AWS.users().signedIn();

    assertThat(ask(HttpMethod.DELETE, path(media), lee)).hasStatus(HttpStatus.NO_CONTENT);
    assertThat(ask(HttpMethod.DELETE, trashPath(media), lee)).hasStatus(HttpStatus.NO_CONTENT);
    assertProblem(
        ask(HttpMethod.POST, path(media) + "/restoration", lee),
        HttpStatus.NOT_FOUND,
        "media-not-found");

    assertThat(json(get(path(media))).has("deletedAt")).isFalse();
  }

  @Test
  void listsTrashInPages() {
    for (var name : new String[] {"1.jpg", "2.jpg", "3.jpg"}) {
      var media = pending(name);
      catalog.updateOwnerAttributes(media, media.attributes().inTrashSince(Instant.now()));
    }

    var first = json(get("/v1/trash?limit=2"));
    var last = json(get("/v1/trash?limit=2&cursor=" + first.get("next").stringValue()));

    assertThat(first.get("items"))
        .extracting(it -> it.get("fileName").stringValue())
        .containsExactly("3.jpg", "2.jpg");
    assertThat(last.get("items"))
        .extracting(it -> it.get("fileName").stringValue())
        .containsExactly("1.jpg");
    assertThat(last.has("next")).isFalse();
  }

  @Test
  void originalDownloadsUnderItsFileName() {
    var media = ready("Blüte \"1\".jpg");

    var link = json(ask(HttpMethod.POST, path(media) + "/download-links"));
    var result = client.download(link.get("url").stringValue());

    assertThat(result.body()).isEqualTo(Photos.dandelion());
    assertThat(result.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"Bl_te _1_.jpg\"; filename*=UTF-8''Bl%C3%BCte%20%221%22.jpg");
    assertThat(link.has("expiresAt")).isTrue();
  }

  @Test
  void downloadLinkNeedsReadyMediaOutsideTrash() {
    var pending = pending("one.jpg");
    assertProblem(
        ask(HttpMethod.POST, path(pending) + "/download-links"),
        HttpStatus.CONFLICT,
        "media-not-ready");
    var media = ready("two.jpg");
    ask(HttpMethod.DELETE, path(media));
    assertProblem(
        ask(HttpMethod.POST, path(media) + "/download-links"),
        HttpStatus.CONFLICT,
        "media-in-trash");
    assertProblem(
        ask(HttpMethod.POST, "/v1/media/" + MediaId.next() + "/download-links"),
        HttpStatus.NOT_FOUND,
        "media-not-found");
  }

  private MediaItem ready(String fileName) {
    var description = Client.description("image/jpeg", Photos.dandelion());
    description.put("fileName", fileName);
    var ticket = client.create(description);
    client.send(ticket, Photos.dandelion(), Map.of());
    var userId = new UserId(kim.sub());
    var id = new MediaId(ticket.get("id").stringValue());
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> catalog.find(userId, id).orElseThrow(), it -> it.state() instanceof State.Ready);
  }

  private MediaItem pending(String fileName) {
    var declared = new DeclaredFile(fileName, "image/jpeg", 8, "a-checksum");
    return catalog.registerDiscovered(
        MediaItem.pending(new UserId(kim.sub()), MediaId.next(), declared));
  }

  private int versions(MediaItem media) {
    var page = s3.listObjectVersions(list -> list.bucket(ORIGINALS).prefix(key(media).toString()));
    return page.versions().size() + page.deleteMarkers().size();
  }

  private boolean hasRendition(MediaItem media) {
    return s3.listObjectsV2(
                list -> list.bucket(RENDITIONS).prefix("private/" + media.userId() + "/"))
            .keyCount()
        > 0;
  }

  private static OriginalKey key(MediaItem media) {
    return new OriginalKey(media.userId(), media.path());
  }

  private static TrashProperties properties() {
    return new TrashProperties(Duration.ofDays(30), Duration.ofHours(1), Duration.ofMinutes(1));
  }

  private static String path(MediaItem media) {
    return "/v1/media/" + media.id();
  }

  private static String trashPath(MediaItem media) {
    return "/v1/trash/" + media.id();
  }

  private MvcTestResult get(String path) {
    return ask(HttpMethod.GET, path);
  }

  private MvcTestResult ask(HttpMethod method, String path) {
    return ask(method, path, kim);
  }

  private MvcTestResult ask(HttpMethod method, String path, SignedInUser user) {
    return http.method(method)
        .uri(path)
        .header("Authorization", "Bearer " + user.accessToken())
        .exchange();
  }

  private static void assertProblem(MvcTestResult result, HttpStatus status, String problem) {
    assertThat(result)
        .hasStatus(status)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + problem);
  }

  private static JsonNode json(MvcTestResult result) {
    return JSON.readTree(result.getResponse().getContentAsByteArray());
  }
}
