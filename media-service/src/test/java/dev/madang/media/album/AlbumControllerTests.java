package dev.madang.media.album;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.AlbumId;
import dev.madang.media.MediaId;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlbumControllerTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();

  private final SignedInUser kim = AWS.users().signedIn();
  private final MockMvcTester http;
  private final MediaCatalog catalog;

  @Autowired
  AlbumControllerTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
  }

  @Test
  void createdAlbumCanBeRead() {
    var created = create("Holiday", "try-1");

    assertThat(created).hasStatus(HttpStatus.CREATED).hasHeader("ETag", "\"1\"");
    var id = json(created).get("id").stringValue();
    assertThat(created).hasHeader("Location", "/v1/albums/" + id);
    assertThat(get("/v1/albums/" + id))
        .hasStatusOk()
        .hasHeader("ETag", "\"1\"")
        .hasHeader("Cache-Control", "no-store")
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {"id": "%s", "name": "Holiday", "createdAt": "%s"}
            """
                .formatted(id, new AlbumId(id).createdAt()));
  }

  @Test
  void sameIdempotencyKeyCreatesOneAlbum() {
    var first = json(create("Holiday", "try-1")).get("id");

    assertThat(json(create("Holiday", "try-1")).get("id")).isEqualTo(first);
    assertProblem(create("Home", "try-1"), HttpStatus.CONFLICT, "idempotency-key-reused");
    assertThat(json(get("/v1/albums")).get("items").size()).isOne();
    delete("/v1/albums/" + first.stringValue());
    var second = json(create("Holiday", "try-1")).get("id");
    assertThat(second).isNotEqualTo(first);
    assertThat(json(create("Holiday", "try-1")).get("id")).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": null}",
        "{\"name\": \" \"}",
        "{\"name\": [\"Holiday\"]}",
        "{\"name\": \"a\\u0007b\"}",
        "{\"name\": \"Holiday\", \"id\": \"1\"}"
      })
  void invalidAlbumsAreRejected(String body) {
    assertThat(send(HttpMethod.POST, "/v1/albums", body, "\"1\""))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType("application/problem+json");
    assertThat(json(get("/v1/albums")).get("items").size()).isZero();
  }

  @Test
  void pagesFollowEachOther() {
    created("One");
    created("Two");
    created("Three");

    var first = json(get("/v1/albums?limit=2"));
    var last = json(get("/v1/albums?limit=2&cursor=" + first.get("next").stringValue()));

    assertThat(first.get("items"))
        .extracting(it -> it.get("name").stringValue())
        .containsExactly("Three", "Two");
    assertThat(last.get("items"))
        .extracting(it -> it.get("name").stringValue())
        .containsExactly("One");
    assertThat(last.has("next")).isFalse();
    assertProblem(get("/v1/albums?cursor=x"), HttpStatus.BAD_REQUEST, "invalid-cursor");
  }

  @Test
  void staleETagDoesNotRename() {
    var album = "/v1/albums/" + created("Holiday");

    assertThat(rename(album, "Summer", "\"1\"")).hasStatusOk().hasHeader("ETag", "\"2\"");
    assertProblem(
        rename(album, "Winter", "\"1\""), HttpStatus.PRECONDITION_FAILED, "precondition-failed");
    assertThat(json(get(album)).get("name").stringValue()).isEqualTo("Summer");
    assertThat(rename(album, "Winter", "*")).hasStatusOk().hasHeader("ETag", "\"3\"");
  }

  @Test
  void renamingNeedsIfMatch() {
    var album = "/v1/albums/" + created("Holiday");

    assertProblem(
        send(HttpMethod.PATCH, album, "{\"name\": \"Summer\"}", null),
        HttpStatus.PRECONDITION_REQUIRED,
        "precondition-required");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\": null}', invalid-request",
    "'{\"name\": \"\"}', invalid-request",
    "'[]', invalid-request",
    "'{\"name\": \"a\", \"name\": \"b\"}', invalid-request",
    "'{\"id\": \"a\"}', read-only-field",
    "'{\"title\": \"a\"}', unknown-field"
  })
  void invalidAlbumPatchesChangeNothing(String patch, String problem) {
    var album = "/v1/albums/" + created("Holiday");

    assertProblem(send(HttpMethod.PATCH, album, patch, "*"), HttpStatus.BAD_REQUEST, problem);
    assertThat(json(get(album)).get("name").stringValue()).isEqualTo("Holiday");
  }

  @Test
  void itemsAreMovedIntoAnAlbumAndOutOfIt() {
    var album = created("Holiday");
    var other = created("Home");
    var first = added("1.jpg");
    var second = added("2.jpg");

    assertThat(patch(first, "{\"albumId\": \"%s\"}".formatted(album), "\"0\""))
        .hasStatusOk()
        .hasHeader("ETag", "\"1\"")
        .bodyJson()
        .extractingPath("$.albumId")
        .isEqualTo(album);
    patch(second, "{\"albumId\": \"%s\", \"fileName\": \"two.jpg\"}".formatted(album), "*");

    assertThat(namesIn(album)).containsExactly("two.jpg", "1.jpg");
    var page = json(get("/v1/albums/" + album + "/media?limit=1"));
    var rest = "/v1/albums/%s/media?cursor=%s".formatted(album, page.get("next").stringValue());
    assertThat(json(get(rest)).get("items").size()).isOne();
    patch(first, "{\"albumId\": \"%s\"}".formatted(other), "*");
    assertThat(namesIn(album)).containsExactly("two.jpg");
    assertThat(namesIn(other)).containsExactly("1.jpg");
    patch(second, "{\"albumId\": null}", "*");
    assertThat(namesIn(album)).isEmpty();
    assertThat(json(get("/v1/media/" + second.id())).has("album")).isFalse();
  }

  @Test
  void deletedAlbumKeepsItsItems() {
    var album = created("Holiday");
    var media = added("1.jpg");
    patch(media, "{\"albumId\": \"%s\"}".formatted(album), "*");

    assertThat(delete("/v1/albums/" + album)).hasStatus(HttpStatus.NO_CONTENT);
    assertThat(delete("/v1/albums/" + album)).hasStatus(HttpStatus.NO_CONTENT);

    assertProblem(get("/v1/albums/" + album + "/media"), HttpStatus.NOT_FOUND, "album-not-found");
    assertThat(json(get("/v1/media/" + media.id())).has("album")).isFalse();
    assertThat(json(get("/v1/media")).get("items"))
        .singleElement()
        .satisfies(it -> assertThat(it.has("album")).isFalse());
    assertThat(patch(media, "{\"albumId\": \"%s\"}".formatted(created("Home")), "*")).hasStatusOk();
  }

  @Test
  void unknownAlbumsAreRejected() {
    var media = added("1.jpg");
    var lee = AWS.users().signedIn();
    var lees =
        json(send(HttpMethod.POST, "/v1/albums", "{\"name\": \"Lee\"}", null, lee)).get("id");

    for (var album : new String[] {AlbumId.next().value(), lees.stringValue(), "holiday"}) {
      assertProblem(
          patch(media, "{\"fileName\": \"x\", \"albumId\": \"%s\"}".formatted(album), "*"),
          HttpStatus.NOT_FOUND,
          "album-not-found");
    }
    assertThat(json(get("/v1/media/" + media.id())).get("fileName").stringValue())
        .isEqualTo("1.jpg");
  }

  @Test
  void staleETagDoesNotChangeTheItem() {
    var media = added("1.jpg");

    assertThat(patch(media, "{\"fileName\": \"2.jpg\"}", "\"0\"")).hasStatusOk();
    assertProblem(
        patch(media, "{\"fileName\": \"3.jpg\"}", "\"0\""),
        HttpStatus.PRECONDITION_FAILED,
        "precondition-failed");
    assertProblem(
        patch(media, "{\"fileName\": \"3.jpg\"}", null),
        HttpStatus.PRECONDITION_REQUIRED,
        "precondition-required");
    assertThat(patch(media, "{}", "\"1\"")).hasStatusOk().hasHeader("ETag", "\"1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"fileName\": null}', invalid-request",
    "'{\"fileName\": \"\"}', invalid-request",
    "'{\"albumId\": 7}', invalid-request",
    "'null', invalid-request",
    "'', invalid-request",
    "'{\"status\": \"ready\"}', read-only-field",
    "'{\"visibility\": \"public\"}', read-only-field",
    "'{\"title\": \"a\"}', unknown-field"
  })
  void invalidItemPatchesChangeNothing(String patch, String problem) {
    var media = added("1.jpg");

    assertProblem(patch(media, patch, "*"), HttpStatus.BAD_REQUEST, problem);
    assertThat(get("/v1/media/" + media.id())).hasHeader("ETag", "\"0\"");
  }

  @Test
  void trashedItemsCannotBeChanged() {
    var media = added("1.jpg");
    catalog.updateOwnerAttributes(media, media.attributes().inTrashSince(Instant.ofEpochMilli(7)));

    assertProblem(
        patch(media, "{\"fileName\": \"2.jpg\"}", "*"), HttpStatus.CONFLICT, "media-in-trash");
  }

  @Test
  void albumsAndItemsOfOtherUsersAreNotFound() {
    var album = created("Holiday");
    var media = added("1.jpg");
    var lee = AWS.users().signedIn();

    for (var path : new String[] {"/v1/albums/" + album, "/v1/albums/" + album + "/media"}) {
      assertProblem(
          send(HttpMethod.GET, path, "", null, lee), HttpStatus.NOT_FOUND, "album-not-found");
    }
    assertProblem(
        send(HttpMethod.PATCH, "/v1/media/" + media.id(), "{\"fileName\": \"x\"}", "*", lee),
        HttpStatus.NOT_FOUND,
        "media-not-found");
    send(HttpMethod.DELETE, "/v1/albums/" + album, "", null, lee);
    assertThat(get("/v1/albums/" + album)).hasStatusOk();
  }

  private Iterable<String> namesIn(String album) {
    return json(get("/v1/albums/" + album + "/media"))
        .get("items")
        .valueStream()
        .map(it -> it.get("fileName").stringValue())
        .toList();
  }

  private String created(String name) {
    var created = send(HttpMethod.POST, "/v1/albums", "{\"name\": \"%s\"}".formatted(name), null);
    return json(created).get("id").stringValue();
  }

  private MvcTestResult create(String name, String key) {
    return http.post()
        .uri("/v1/albums")
        .header("Authorization", "Bearer " + kim.accessToken())
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .content("{\"name\": \"%s\"}".formatted(name))
        .exchange();
  }

  private MvcTestResult rename(String album, String name, String ifMatch) {
    return send(HttpMethod.PATCH, album, "{\"name\": \"%s\"}".formatted(name), ifMatch);
  }

  private MvcTestResult patch(MediaItem media, String patch, @Nullable String ifMatch) {
    return send(HttpMethod.PATCH, "/v1/media/" + media.id(), patch, ifMatch);
  }

  private MvcTestResult get(String path) {
    return send(HttpMethod.GET, path, "", null);
  }

  private MvcTestResult delete(String path) {
    return send(HttpMethod.DELETE, path, "", null);
  }

  private MvcTestResult send(
      HttpMethod method, String path, String body, @Nullable String ifMatch) {
    return send(method, path, body, ifMatch, kim);
  }

  private MvcTestResult send(
      HttpMethod method, String path, String body, @Nullable String ifMatch, SignedInUser user) {
    var request =
        http.method(method)
            .uri(path)
            .header("Authorization", "Bearer " + user.accessToken())
            .contentType(MediaType.APPLICATION_JSON)
            .content(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).exchange();
  }

  private MediaItem added(String fileName) {
    return catalog.registerDiscovered(
        MediaItem.pending(
            new UserId(kim.sub()),
            MediaId.next(),
            new DeclaredFile(fileName, "image/jpeg", 42, "a-checksum")));
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
