package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.MediaId;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import dev.madang.media.media.DeclaredFile;
import dev.madang.media.media.MediaCatalog;
import dev.madang.media.media.MediaItem;
import dev.madang.media.media.MediaItem.State;
import dev.madang.media.media.MediaItem.StoredRendition;
import dev.madang.media.rendition.Preview;
import dev.madang.media.share.metadata.PhotoWithMetadata;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Share links as their owner and a visitor without an account use them. */
@ExtendWith(OutputCaptureExtension.class)
class ShareLinkControllerTests extends RunningService {

  private static final JsonMapper JSON = new JsonMapper();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final SignedInUser KIM = AWS.users().signedIn();

  private final MockMvcTester http;
  private final MediaCatalog catalog;

  @Autowired
  ShareLinkControllerTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
  }

  @Test
  void visitorSeesTheImageAndNothingAboutItsOwner(CapturedOutput log) throws Exception {
    var media = ready(KIM);
    var created = share(KIM, "{\"mediaId\":\"%s\",\"title\":\"Our garden\"}".formatted(media.id()));
    var secret = secret(created);
    var received = new ArrayList<String>();

    var view = receive(visit("/v1/shared/" + secret), received);
    assertThat(view.get("title").asString()).isEqualTo("Our garden");
    assertThat(view.get("expiresAt")).isEqualTo(created.get("expiresAt"));
    assertThat(view.get("allowOriginals").asBoolean()).isFalse();
    var item = view.get("items").get(0);
    assertThat(item.get("width").asInt()).isEqualTo(4000);
    assertThat(item.get("thumbHash").asString()).isEqualTo("1QcSHQRnh493V4dIh4eXh1h4kJUI");
    assertThat(item.get("dominantColor").asString()).isEqualTo("#7a8b9c");
    assertThat(item.get("renditions")).hasSize(1);

    var url = item.get("renditions").get(0).get("url").asString();
    var webp = visit(url, "Accept", "image/avif,image/webp,*/*;q=0.8");
    var jpeg = visit(url, "Accept", "image/*");
    assertThat(fetched(location(webp, received), received)).isEqualTo("a WebP of " + media.id());
    assertThat(fetched(location(jpeg, received), received)).isEqualTo("a JPEG of " + media.id());
    // Again: the copies exist.
    assertThat(fetched(location(visit(url), received), received))
        .isEqualTo("a JPEG of " + media.id());
    receive(visit("/v1/shared/" + secret + "/items/" + media.id() + "/renditions/small"), received);
    receive(
        visit("/v1/shared/" + secret + "/items/" + item.get("id").asString() + "/renditions/huge"),
        received);
    receive(visit("/v1/shared/" + secret + "/items/x/renditions/y/z"), received);
    receive(visit("/v1/shared/" + secret + "?access=wrong"), received);

    // Only the bytes of the images may identify the item.
    assertThat(received)
        .allSatisfy(result ->
            assertThat(
                    result
                        .replace("a WebP of " + media.id(), "")
                        .replace("a JPEG of " + media.id(), ""))
                .doesNotContain(KIM.sub())
                .doesNotContain(KIM.email())
                .doesNotContain(media.id().value())
                .doesNotContain("holiday")
                .doesNotContain("a-version")
                .doesNotContain("private/"));
    assertThat(log.getAll()).doesNotContain(secret);
  }

  @Test
  void contentWithoutPasswordMayBeCachedBriefly() {
    var media = "{\"mediaId\":\"%s\"".formatted(ready(KIM).id());
    var open = secret(share(KIM, media + "}"));
    var locked = secret(share(KIM, media + ",\"password\":\"open sesame\"}"));
    var shown = visit("/v1/shared/" + open);
    var item = body(shown).get("items").get(0).get("renditions").get(0).get("url").asString();

    assertThat(shown).hasHeader("Cache-Control", "max-age=10, public");
    var access = body(unlock(locked, "open sesame")).get("access").asString();
    for (var result :
        List.of(
            visit(item),
            visit("/v1/shared/" + locked),
            visit("/v1/shared/" + locked + "?access=" + access),
            visit("/v1/shared/" + ShareSecret.next().value()))) {
      assertThat(result.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void responsesAreNotReferred() {
    var secret = secret(share(KIM, "{\"mediaId\":\"%s\"}".formatted(ready(KIM).id())));
    var shown = visit("/v1/shared/" + secret);
    var item = body(shown).get("items").get(0).get("renditions").get(0).get("url").asString();

    for (var result : List.of(shown, visit(item))) {
      assertThat(result).hasHeader("Referrer-Policy", "no-referrer");
    }
    assertThat(visit(item)).hasStatus(302).hasHeader("Vary", "Accept");
  }

  @Test
  void allowedOriginalIsDownloadedWithoutItsMetadata() throws Exception {
    var media = ready(KIM);
    var version = original(media, RequestBody.fromBytes(PhotoWithMetadata.jpeg()));
    var created = share(KIM, "{\"mediaId\":\"%s\",\"allowOriginals\":true}".formatted(media.id()));
    var received = new ArrayList<String>();

    var item = receive(visit("/v1/shared/" + secret(created)), received).get("items").get(0);
    var original = fetched(downloadLink(secret(created), item, received), received);

    assertThat(original).contains("JFIF").doesNotContain("SECRET").doesNotContain("GPS");
    assertThat(received)
        .allSatisfy(result ->
            assertThat(result)
                .doesNotContain(KIM.sub())
                .doesNotContain(media.id().value())
                .doesNotContain(version)
                .doesNotContain("holiday"));
  }

  @Test
  void originalNeedsPermissionAndRemovableMetadata() {
    var media = ready(KIM);
    original(media, RequestBody.fromString("no picture at all"));
    var closed = secret(share(KIM, "{\"mediaId\":\"%s\"}".formatted(media.id())));
    var open =
        secret(share(KIM, "{\"mediaId\":\"%s\",\"allowOriginals\":true}".formatted(media.id())));

    var item = body(visit("/v1/shared/" + closed)).get("items").get(0);
    assertThat(item.get("originalAvailable").asBoolean()).isFalse();
    assertProblem(original(closed, item), 404, "shared-item-not-found");
    var allowed = body(visit("/v1/shared/" + open)).get("items").get(0);
    assertThat(allowed.get("originalAvailable").asBoolean()).isTrue();
    assertProblem(original(open, allowed), 409, "original-not-shareable");
  }

  @Test
  void passwordUnlocksTheLinkAndItsImages() {
    var media = ready(KIM);
    var created =
        share(KIM, "{\"mediaId\":\"%s\",\"password\":\"open sesame\"}".formatted(media.id()));
    var secret = secret(created);
    assertProblem(visit("/v1/shared/" + secret), 403, "share-password-required");
    assertProblem(unlock(secret, "open barley"), 403, "share-password-invalid");

    var access = body(unlock(secret, "open sesame")).get("access").asString();

    var view = visit("/v1/shared/" + secret, "X-Share-Access", access);
    assertThat(view).hasStatusOk();
    var url = body(view).get("items").get(0).get("renditions").get(0).get("url").asString();
    assertThat(visit(url)).hasStatus(302);
    assertProblem(visit(url.replaceAll("\\?.*", "")), 403, "share-password-required");
  }

  @Test
  void tenWrongPasswordsLockTheLink() {
    var secret =
        secret(
            share(
                KIM,
                "{\"mediaId\":\"%s\",\"password\":\"open sesame\"}".formatted(ready(KIM).id())));
    for (int i = 0; i < 10; i++) {
      assertProblem(unlock(secret, "open barley"), 403, "share-password-invalid");
    }

    var locked = unlock(secret, "open sesame");

    assertProblem(locked, 429, "too-many-requests");
    assertThat(Integer.parseInt(locked.getResponse().getHeader("Retry-After"))).isBetween(890, 901);
  }

  @Test
  void revokedUnknownAndMalformedSecretsGetTheSameResponse() {
    var created = share(KIM, "{\"mediaId\":\"%s\"}".formatted(ready(KIM).id()));
    var secret = secret(created);
    var url = body(visit("/v1/shared/" + secret)).get("items").get(0).get("renditions").get(0);
    var given = location(visit(url.get("url").asString()), new ArrayList<>());
    var path = "/v1/share-links/" + created.get("id").asString();

    assertThat(as(KIM, http.delete().uri(path))).hasStatus(204);
    assertThat(as(KIM, http.delete().uri(path))).hasStatus(204);

    var revoked = visit("/v1/shared/" + secret);
    assertProblem(revoked, 404, "share-link-not-found");
    for (var other : List.of(ShareSecret.next().value(), "x", "a b", "%C3%A9")) {
      assertThat(text(visit("/v1/shared/" + other))).isEqualTo(text(revoked));
    }
    assertProblem(visit(url.get("url").asString()), 404, "share-link-not-found");
    assertProblem(unlock(secret, "open sesame"), 404, "share-link-not-found");
    assertThat(fetch(given).statusCode()).isEqualTo(404);
  }

  @Test
  void listShowsOwnLinksWithoutTheirSecrets() {
    var lee = AWS.users().signedIn();
    var media = ready(lee);
    var first = share(lee, "{\"mediaId\":\"%s\",\"validDays\":365}".formatted(media.id()));
    var second =
        share(
            lee,
            "{\"mediaId\":\"%s\",\"password\":\"open sesame\",\"allowOriginals\":true}"
                .formatted(media.id()));

    var page = body(as(lee, http.get().uri("/v1/share-links?limit=1")));
    var rest =
        as(lee, http.get().uri("/v1/share-links?limit=1&cursor=" + page.get("next").asString()));

    var newest = page.get("items").get(0);
    assertThat(newest.get("id")).isEqualTo(second.get("id"));
    assertThat(newest.get("mediaId").asString()).isEqualTo(media.id().value());
    assertThat(newest.get("passwordProtected").asBoolean()).isTrue();
    assertThat(newest.get("allowOriginals").asBoolean()).isTrue();
    assertThat(body(rest).get("items").get(0).get("id")).isEqualTo(first.get("id"));
    assertThat(body(rest).has("next")).isFalse();
    assertThat(text(rest) + page)
        .doesNotContain(secret(first))
        .doesNotContain(secret(second))
        .doesNotContain("sesame");
    assertProblem(as(KIM, http.get().uri("/v1/share-links?cursor=x")), 400, "invalid-cursor");
  }

  @Test
  void anotherUsersItemsAndLinksAreNotFound() {
    var media = ready(KIM);
    var created = share(KIM, "{\"mediaId\":\"%s\"}".formatted(media.id()));
    var lee = AWS.users().signedIn();

    assertProblem(
        create(lee, "{\"mediaId\":\"%s\"}".formatted(media.id())), 404, "media-not-found");
    assertProblem(
        as(lee, http.delete().uri("/v1/share-links/" + created.get("id").asString())),
        404,
        "share-link-not-found");
    assertThat(visit("/v1/shared/" + secret(created))).hasStatusOk();
  }

  @Test
  void onlyReadyImagesAreShareable() {
    var pending = added(KIM);
    assertProblem(
        create(KIM, "{\"mediaId\":\"%s\"}".formatted(pending.id())), 409, "media-not-ready");

    catalog.updateState(pending, pending.with("v", new State.Ready(Optional.empty(), List.of())));
    assertProblem(
        create(KIM, "{\"mediaId\":\"%s\"}".formatted(pending.id())), 409, "media-not-shareable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"mediaId\":\"x\"}",
        "{\"mediaId\":\"ID\",\"validDays\":0}",
        "{\"mediaId\":\"ID\",\"validDays\":366}",
        "{\"mediaId\":\"ID\",\"validDays\":1,\"expiresAt\":\"2100-01-01T00:00:00Z\"}",
        "{\"mediaId\":\"ID\",\"expiresAt\":\"2100-01-01T00:00:00Z\"}",
        "{\"mediaId\":\"ID\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "{\"mediaId\":\"ID\",\"password\":\"short\"}",
        "{\"mediaId\":\"ID\",\"title\":\"\"}"
      })
  void invalidRequestsAreRejected(String request) {
    assertProblem(
        create(KIM, request.replace("ID", ready(KIM).id().value())), 400, "invalid-request");
  }

  private JsonNode share(SignedInUser user, String request) {
    var result = create(user, request);
    assertThat(result).hasStatus(201);
    return body(result);
  }

  private MvcTestResult create(SignedInUser user, String request) {
    return as(
        user,
        http.post()
            .uri("/v1/share-links")
            .contentType(MediaType.APPLICATION_JSON)
            .content(request));
  }

  private MvcTestResult as(SignedInUser user, MockMvcTester.MockMvcRequestBuilder request) {
    return request.header("Authorization", "Bearer " + user.accessToken()).exchange();
  }

  private MvcTestResult visit(String path) {
    return http.get().uri(URI.create(path.replace(" ", "%20"))).exchange();
  }

  private MvcTestResult visit(String path, String header, String value) {
    return http.get().uri(URI.create(path)).header(header, value).exchange();
  }

  private MvcTestResult original(String secret, JsonNode item) {
    var path = "/v1/shared/%s/items/%s/download-links";
    return http.post().uri(path.formatted(secret, item.get("id").asString())).exchange();
  }

  private URI downloadLink(String secret, JsonNode item, List<String> received) {
    return URI.create(receive(original(secret, item), received).get("url").asString());
  }

  private MvcTestResult unlock(String secret, String password) {
    return http.post()
        .uri("/v1/shared/" + secret + "/access")
        .contentType(MediaType.APPLICATION_JSON)
        .content("{\"password\":\"%s\"}".formatted(password))
        .exchange();
  }

  private static void assertProblem(MvcTestResult result, int status, String type) {
    assertThat(result)
        .hasStatus(status)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:" + type);
  }

  /** The target of a redirect; adds the response to those that the visitor received. */
  private static URI location(MvcTestResult result, List<String> received) {
    assertThat(result).hasStatus(302);
    addResponse(result, received);
    return URI.create(String.valueOf(result.getResponse().getHeader("Location")));
  }

  private static JsonNode receive(MvcTestResult result, List<String> received) {
    addResponse(result, received);
    return body(result);
  }

  private static void addResponse(MvcTestResult result, List<String> received) {
    var response = result.getResponse();
    response
        .getHeaderNames()
        .forEach(name -> received.add(name + ": " + response.getHeaders(name)));
    received.add(text(result));
  }

  private static String fetched(URI link, List<String> received) {
    var result = fetch(link);
    assertThat(result.statusCode()).isEqualTo(200);
    received.add(result.headers().map().toString());
    received.add(result.body());
    return result.body();
  }

  private static HttpResponse<String> fetch(URI link) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString(ISO_8859_1));
    } catch (java.io.IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String secret(JsonNode created) {
    var url = created.get("url").asString();
    assertThat(url).startsWith("https://localhost:8443/v1/shared/");
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static JsonNode body(MvcTestResult result) {
    return JSON.readTree(text(result));
  }

  private static String text(MvcTestResult result) {
    return new String(result.getResponse().getContentAsByteArray(), UTF_8);
  }

  private MediaItem ready(SignedInUser user) {
    var media = added(user);
    var folder = "private/%s/renditions/hash-of-%s/".formatted(user.sub(), media.id());
    put(folder + "small.webp", "a WebP of " + media.id());
    put(folder + "small.jpg", "a JPEG of " + media.id());
    var state =
        new State.Ready(
            Optional.of(new Preview(4000, 3000, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c")),
            List.of(
                new StoredRendition("small", 250, 188, "image/webp", 9, folder + "small.webp"),
                new StoredRendition("small", 250, 188, "image/jpeg", 9, folder + "small.jpg")));
    return catalog.updateState(media, media.with("a-version", state)).orElseThrow();
  }

  /**
   * Stores an original and makes it the processed version of the item, whatever its processing
   * results in.
   */
  private String original(MediaItem ready, RequestBody content) {
    var version =
        S3.putObject(
                put ->
                    put.bucket(AWS.output("PrivateSpaceBucket"))
                        .key("private/%s/media/%s".formatted(ready.userId(), ready.path()))
                        .contentType("image/jpeg"),
                content)
            .versionId();
    var processed =
        await()
            .until(
                () -> catalog.find(ready.userId(), ready.id()).orElseThrow(),
                it -> it.version().equals(Optional.of(version)) && it.state().isSettled());
    catalog.updateState(processed, processed.with(ready.state()));
    return version;
  }

  private MediaItem added(SignedInUser user) {
    return catalog.registerDiscovered(
        MediaItem.pending(
            new UserId(user.sub()),
            MediaId.next(),
            new DeclaredFile("holiday.jpg", "image/jpeg", 42, "a-checksum")));
  }

  private static void put(String key, String content) {
    S3.putObject(
        put -> put.bucket(AWS.output("RenditionsBucket")).key(key),
        RequestBody.fromString(content));
  }
}
