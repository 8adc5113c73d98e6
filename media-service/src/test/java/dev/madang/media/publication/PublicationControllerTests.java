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
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient ANYBODY = HttpClient.newHttpClient();

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
  void whatIsPublishedIsForEverybodyAtAddressesThatTellNothingOfTheOwner() throws Exception {
    var id = picture();

    var answer = ask(HttpMethod.PUT, id, KIM);
    assertThat(answer).hasStatusOk();
    var media = json(answer);

    assertThat(media.get("visibility").stringValue()).isEqualTo("public");
    assertThat(media.get("renditions").toString()).doesNotContain(KIM.sub());
    assertThat(media.get("renditions").valueStream())
        .hasSize(2)
        .allSatisfy(rendition -> {
          var picture = seen(rendition.get("url").stringValue(), "*/*");
          assertThat(picture.statusCode()).isEqualTo(200);
          assertThat(picture.body()).isEqualTo(rendition.get("contentType").stringValue());
          assertThat(picture.headers().firstValue("cache-control"))
              .contains("public, max-age=31536000, immutable");
          assertThat(rendition.has("expiresAt")).isFalse();
        });
    var best = media.get("links").get("small").stringValue();
    assertThat(seen(best, "image/webp").body()).isEqualTo("image/webp");
    assertThat(seen(best, "*/*").body()).isEqualTo("image/jpeg");
  }

  @Test
  void whatIsWithdrawnIsItsOwnersAlone() throws Exception {
    var id = picture();
    var url = json(ask(HttpMethod.PUT, id, KIM)).at("/renditions/0/url").stringValue();

    assertThat(ask(HttpMethod.DELETE, id, KIM)).hasStatus(HttpStatus.NO_CONTENT);
    assertThat(ask(HttpMethod.DELETE, id, KIM)).hasStatus(HttpStatus.NO_CONTENT);

    assertThat(seen(url, "*/*").statusCode()).isEqualTo(403);
    var media = json(get(id));
    assertThat(media.get("visibility").stringValue()).isEqualTo("private");
    var own = media.at("/renditions/0/url").stringValue();
    assertThat(own).contains("/private/" + KIM.sub() + "/");
    assertThat(seen(own, "*/*").statusCode()).isEqualTo(403);
  }

  @Test
  void aLaterVersionTakesThePlaceOfWhatIsPublic() throws Exception {
    var id = picture();
    var before = json(ask(HttpMethod.PUT, id, KIM)).at("/renditions/0/url").stringValue();

    becomes("v2", catalog.find(new UserId(KIM.sub()), id).orElseThrow());

    var after = json(get(id)).at("/renditions/0/url").stringValue();
    assertThat(after).contains("/public/").isNotEqualTo(before);
    await().atMost(PATIENCE).until(() -> seen(after, "*/*").statusCode() == 200);
    await().atMost(PATIENCE).until(() -> seen(before, "*/*").statusCode() == 403);
  }

  @Test
  void whatIsNotReadyIsNotPublished() {
    var pending = added();

    assertThat(ask(HttpMethod.PUT, pending.id(), KIM))
        .hasStatus(HttpStatus.CONFLICT)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:media-not-ready");
  }

  @Test
  void someoneElsesMediaIsNotFound() {
    var id = picture();
    var lee = AWS.users().signedIn();

    assertThat(ask(HttpMethod.PUT, id, lee)).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(ask(HttpMethod.DELETE, id, lee)).hasStatus(HttpStatus.NOT_FOUND);
  }

  private MediaItem added() {
    var declared = new DeclaredFile("photo.jpg", "image/jpeg", 1, "A".repeat(43) + "=");
    var media = MediaItem.pending(new UserId(KIM.sub()), MediaId.next(), declared);
    return catalog.registerDiscovered(media);
  }

  private MediaId picture() {
    return becomes("v1", added()).id();
  }

  private MediaItem becomes(String version, MediaItem media) {
    var hash = UUID.randomUUID().toString().replace("-", "").repeat(2);
    var pictures = List.of(kept(hash, "image/webp"), kept(hash, "image/jpeg"));
    return catalog
        .updateState(media, media.with(version, new State.Ready(Optional.empty(), pictures)))
        .orElseThrow();
  }

  private StoredRendition kept(String hash, String contentType) {
    var bytes = contentType.getBytes(StandardCharsets.US_ASCII);
    var kept = store.put(KIM.sub(), hash, new Rendition("small", 1, 1, contentType, bytes));
    return new StoredRendition("small", 1, 1, contentType, kept.size(), kept.key());
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

  private static JsonNode json(MvcTestResult answer) {
    return new JsonMapper().readTree(answer.getResponse().getContentAsByteArray());
  }

  private static HttpResponse<String> seen(String url, String accept) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).build();
    return ANYBODY.send(request, BodyHandlers.ofString());
  }
}
