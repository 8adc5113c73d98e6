package dev.madang.media.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.MediaId;
import dev.madang.media.RunningServiceWithCdn;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Rendition;
import dev.madang.media.rendition.storage.RenditionStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublicationControllerTests extends RunningServiceWithCdn {

  private static final SignedInUser KIM = AWS.users().signedIn();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient ANONYMOUS = HttpClient.newHttpClient();

  private final MockMvcTester http;
  private final MediaCatalog catalog;
  private final RenditionStore store;

  @Autowired
  PublicationControllerTests(MockMvcTester http, MediaCatalog catalog, RenditionStore store) {
    this.http = http;
    this.catalog = catalog;
    this.store = store;
  }

  @Test
  void publishedRenditionsArePublicAndDoNotRevealUser() throws Exception {
    var id = ready();

    var result = ask(HttpMethod.PUT, id, KIM);
    assertThat(result).hasStatusOk();
    var media = json(result);

    assertThat(media.get("visibility").stringValue()).isEqualTo("public");
    assertThat(media.get("renditions").toString()).doesNotContain(KIM.sub());
    assertThat(media.at("/renditions/0/variants").valueStream())
        .hasSize(2)
        .allSatisfy(variant -> {
          var response = fetch(variant.get("url").stringValue(), "*/*");
          assertThat(response.statusCode()).isEqualTo(200);
          assertThat(response.body()).isEqualTo(variant.get("contentType").stringValue());
          assertThat(response.headers().firstValue("cache-control"))
              .contains("public, max-age=31536000, immutable");
          assertThat(variant.has("expiresAt")).isFalse();
        });
    var negotiated = media.at("/renditions/0/url").stringValue();
    assertThat(fetch(negotiated, "image/webp").body()).isEqualTo("image/webp");
    assertThat(fetch(negotiated, "*/*").body()).isEqualTo("image/jpeg");
  }

  @Test
  void unpublishedRenditionsArePrivate() throws Exception {
    var id = ready();
    var url = json(ask(HttpMethod.PUT, id, KIM)).at("/renditions/0/variants/0/url").stringValue();

    assertThat(ask(HttpMethod.DELETE, id, KIM)).hasStatus(HttpStatus.NO_CONTENT);
    assertThat(ask(HttpMethod.DELETE, id, KIM)).hasStatus(HttpStatus.NO_CONTENT);

    assertThat(fetch(url, "*/*").statusCode()).isEqualTo(403);
    var media = json(get(id));
    assertThat(media.get("visibility").stringValue()).isEqualTo("private");
    var own = media.at("/renditions/0/variants/0/url").stringValue();
    assertThat(own).contains("/private/" + KIM.sub() + "/");
    assertThat(fetch(own, "*/*").statusCode()).isEqualTo(403);
  }

  @Test
  void newVersionReplacesPublicRenditions() throws Exception {
    var id = ready();
    var before =
        json(ask(HttpMethod.PUT, id, KIM)).at("/renditions/0/variants/0/url").stringValue();

    updateState("v2", catalog.find(new UserId(KIM.sub()), id).orElseThrow());

    var after = json(get(id)).at("/renditions/0/variants/0/url").stringValue();
    assertThat(after).contains("/public/").isNotEqualTo(before);
    await().atMost(TIMEOUT).until(() -> fetch(after, "*/*").statusCode() == 200);
    await().atMost(TIMEOUT).until(() -> fetch(before, "*/*").statusCode() == 403);
  }

  @Test
  void mediaThatIsNotReadyIsNotPublished() {
    var media = pending();

    assertThat(ask(HttpMethod.PUT, media.id(), KIM))
        .hasStatus(HttpStatus.CONFLICT)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:media-not-ready");
  }

  @Test
  void otherUsersMediaIsNotFound() {
    var id = ready();
    var lee = AWS.users().signedIn();

    assertThat(ask(HttpMethod.PUT, id, lee)).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(ask(HttpMethod.DELETE, id, lee)).hasStatus(HttpStatus.NOT_FOUND);
  }

  private MediaItem pending() {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 1, "A".repeat(43) + "=");
    var media = MediaItem.pending(new UserId(KIM.sub()), MediaId.next(), declared);
    return catalog.registerDiscovered(media);
  }

  private MediaId ready() {
    return updateState("v1", pending()).id();
  }

  private MediaItem updateState(String version, MediaItem media) {
    var hash = UUID.randomUUID().toString().replace("-", "").repeat(2);
    var renditions = List.of(stored(hash, "image/webp"), stored(hash, "image/jpeg"));
    return catalog
        .updateState(media, media.with(version, new State.Ready(Optional.empty(), renditions)))
        .orElseThrow();
  }

  private StoredRendition stored(String hash, String contentType) {
    var bytes = contentType.getBytes(StandardCharsets.US_ASCII);
    var object = store.put(KIM.sub(), hash, new Rendition("small", 1, 1, contentType, bytes));
    return new StoredRendition("small", 1, 1, contentType, object.size(), object.key());
  }

  private MvcTestResult ask(HttpMethod method, MediaId id, SignedInUser user) {
    return http.method(method)
        .uri("/v1/media/" + id + "/publication")
        .header("Authorization", "Bearer " + user.accessToken())
        .exchange();
  }

  private MvcTestResult get(MediaId id) {
    return http.get()
        .uri("/v1/media/" + id)
        .header("Authorization", "Bearer " + KIM.accessToken())
        .exchange();
  }

  private static JsonNode json(MvcTestResult result) {
    return new JsonMapper().readTree(result.getResponse().getContentAsByteArray());
  }

  private static HttpResponse<String> fetch(String url, String accept) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).build();
    return ANONYMOUS.send(request, BodyHandlers.ofString());
  }
}
