package dev.madang.media.share;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.TEXT_HTML;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.AlbumId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

/** A share link as a browser shows it. */
class SharePageTests extends RunningService {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
  private static final JsonMapper JSON = new JsonMapper();
  private static final S3Client S3 = AWS.client(S3Client.builder().forcePathStyle(true));
  private static final SignedInUser KIM = AWS.users().signedIn();

  private final MockMvcTester http;
  private final MediaCatalog catalog;

  @Autowired
  SharePageTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
  }

  @Test
  void anImageIsShownLargeWithItsTitle() {
    var page = show(share(KIM, "{\"mediaId\":\"%s\",\"title\":\"<b>Our\\\" garden\"}", ready(KIM)));

    assertThat(page)
        .hasStatusOk()
        .hasContentTypeCompatibleWith(TEXT_HTML)
        .hasHeader("Vary", "Accept")
        .hasHeader("Referrer-Policy", "no-referrer")
        .hasHeader("X-Robots-Tag", "noindex");
    assertThat(page.getResponse().getHeader("Cache-Control")).contains("no-store");
    assertThat(text(page))
        .contains("<html lang=\"en\">", "<h1>&lt;b&gt;Our&quot; garden</h1>")
        .contains("width=\"1000\" height=\"750\" alt=\"&lt;b&gt;Our&quot; garden\"")
        .doesNotContain("<script", "style=", "onerror", "<b>", KIM.sub(), "holiday", "private/");
    assertThat(http.get().uri(path("src", page)).exchange()).hasStatus(302);
  }

  @Test
  void thePageMayLoadItsStylesAndImagesOnly() {
    var page = show(share(KIM, "{\"mediaId\":\"%s\"}", ready(KIM)));
    var image = http.get().uri(path("src", page)).exchange();

    var copy = URI.create(String.valueOf(image.getResponse().getHeader("Location")));
    var copies = copy.getScheme() + "://" + copy.getAuthority();
    assertThat(page.getResponse().getHeader("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; img-src 'self' data: %s; form-action 'self' %s;"
                    .formatted(copies, copies)
                + " base-uri 'none'; frame-ancestors 'none'");
    assertThat(http.get().uri(path("rel=\"stylesheet\" href", page)))
        .hasStatusOk()
        .hasContentTypeCompatibleWith(MediaType.valueOf("text/css"))
        .hasHeader("Cache-Control", "max-age=3600, public");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | text/html",
        "text/html,*/*;q=0.8 | text/html",
        "application/json | application/json",
        "*/* | application/json",
        "application/json, text/plain, */* | application/json",
        "image/webp,*/* | application/json",
        "application/json, text/html;q=0.5 | text/html"
      })
  void onlyWhoAsksForHtmlByNameGetsAPage(String accept, String type) {
    var secret = share(KIM, "{\"mediaId\":\"%s\"}", ready(KIM));
    for (var path : List.of(secret, secret + "?access=x")) {
      assertThat(http.get().uri("/v1/shared/" + path).header("Accept", accept))
          .hasStatusOk()
          .hasContentTypeCompatibleWith(type)
          .hasHeader("Vary", "Accept");
    }
    assertThat(http.get().uri("/v1/shared/" + ShareSecret.next().value()).header("Accept", accept))
        .hasStatus(404)
        .hasContentTypeCompatibleWith(type.equals("text/html") ? type : "application/problem+json")
        .hasHeader("Vary", "Accept");
  }

  @Test
  void withoutAcceptItIsJson() {
    assertThat(http.get().uri("/v1/shared/" + share(KIM, "{\"mediaId\":\"%s\"}", ready(KIM))))
        .hasStatusOk()
        .hasContentTypeCompatibleWith(APPLICATION_JSON);
  }

  @Test
  void anAlbumIsAGridInPages() {
    var lee = AWS.users().signedIn();
    var album =
        JSON.readTree(
                text(
                    as(
                        lee,
                        http.post()
                            .uri("/v1/albums")
                            .contentType(APPLICATION_JSON)
                            .content("{\"name\":\"Summer\"}"))))
            .get("id")
            .asString();
    var secret = share(lee, "{\"albumId\":\"%s\",\"title\":\"Summer\"}".formatted(album));
    assertThat(text(show(secret))).contains("There is nothing to see here yet.");
    for (var i = 0; i < 61; i++) {
      var media = ready(lee);
      var placed = media.attributes().in(Optional.of(new AlbumId(album)));
      assertThat(catalog.updateOwnerAttributes(media, placed)).isPresent();
    }

    var first = show(secret);
    assertThat(all("<img src=\"([^\"]+/small)\"", first)).hasSize(60).doesNotHaveDuplicates();
    assertThat(all("<a href=\"([^\"]+/medium)\"", first)).hasSize(60);
    assertThat(text(first)).contains("alt=\"Summer, image 60\"").doesNotContain("class=\"large\"");
    var second = browse(path("class=\"more\" href", first));
    assertThat(all("<img src=\"([^\"]+)\"", second)).hasSize(1);
    assertThat(text(second)).doesNotContain("More images");
  }

  @Test
  void aPasswordIsAskedForAndOpensThePage() {
    var secret = share(KIM, "{\"mediaId\":\"%s\",\"password\":\"open sesame\"}", ready(KIM));

    var asked = show(secret);
    assertThat(asked).hasStatus(403).hasContentTypeCompatibleWith(TEXT_HTML);
    assertThat(text(asked))
        .contains("<label for=\"password\">Password</label>")
        .doesNotContain("<img", "role=\"alert\"");
    var wrong = unlock(path("action", asked), "open barley");
    assertThat(wrong).hasStatus(403).hasContentTypeCompatibleWith(TEXT_HTML);
    assertThat(text(wrong)).contains("role=\"alert\"", "This is not the password.");

    var opened = unlock(path("action", wrong), "open sesame");
    assertThat(opened).hasStatus(303).hasHeader("Referrer-Policy", "no-referrer");
    var page = browse(URI.create(String.valueOf(opened.getResponse().getHeader("Location"))));
    assertThat(page).hasStatusOk();
    assertThat(http.get().uri(path("src", page)).exchange()).hasStatus(302);
    assertThat(show(secret + "?access=1.x")).hasStatus(403);
  }

  @Test
  void theFormIsLockedLikeTheOperation() {
    var secret = share(KIM, "{\"mediaId\":\"%s\",\"password\":\"open sesame\"}", ready(KIM));
    var form = path("action", show(secret));
    for (var i = 0; i < 10; i++) {
      assertThat(unlock(form, "open barley")).hasStatus(403);
    }

    var locked = unlock(form, "open sesame");
    assertThat(locked).hasStatus(429).containsHeader("Retry-After");
    assertThat(text(locked)).contains("Too many wrong passwords").doesNotContain("<form");
    assertThat(
            http.post()
                .uri("/v1/shared/" + secret + "/access")
                .contentType(APPLICATION_JSON)
                .content("{\"password\":\"open sesame\"}"))
        .hasStatus(429);
  }

  @Test
  void anAllowedOriginalIsOneClickAway() {
    var media = withOriginal(ready(KIM));
    var secret = share(KIM, "{\"mediaId\":\"%s\",\"allowOriginals\":true}", media);
    var form = path("action", show(secret));

    assertThat(text(show(share(KIM, "{\"mediaId\":\"%s\"}", media)))).doesNotContain("<form");
    var download = http.post().uri(form).header("Accept", BROWSER).exchange();
    assertThat(download).hasStatus(303);
    assertThat(download.getResponse().getHeader("Location")).contains("/shared/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "%3Cscript%3E"})
  void anUnknownLinkIsExplained(String secret) {
    var page = show(secret);

    assertThat(page).hasStatus(404).hasContentTypeCompatibleWith(TEXT_HTML);
    assertThat(text(page))
        .contains("This link does not work", "It has expired")
        .doesNotContain("urn:madang", "<script");
    assertThat(page.getResponse().getHeader("Content-Security-Policy")).contains("'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://your.app/shared#", "/v1/shared/", "https://a.example/v1/shared", "x"})
  void theBaseUrlIsThatOfTheApi(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> TestShareLinks.properties(url));
  }

  private String share(SignedInUser user, String request, MediaItem media) {
    return share(user, request.formatted(media.id()));
  }

  private String share(SignedInUser user, String request) {
    var created =
        as(user, http.post().uri("/v1/share-links").contentType(APPLICATION_JSON).content(request));
    assertThat(created).hasStatus(201);
    var url = JSON.readTree(text(created)).get("url").asString();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private MvcTestResult show(String secret) {
    return browse(URI.create("/v1/shared/" + secret));
  }

  private MvcTestResult browse(URI path) {
    return http.get().uri(path).header("Accept", BROWSER).exchange();
  }

  private MvcTestResult unlock(URI form, String password) {
    return http.post()
        .uri(form)
        .header("Accept", BROWSER)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .formField("password", password)
        .exchange();
  }

  private static MvcTestResult as(SignedInUser user, MockMvcTester.MockMvcRequestBuilder request) {
    return request.header("Authorization", "Bearer " + user.accessToken()).exchange();
  }

  /** The first address of an attribute. */
  private static URI path(String attribute, MvcTestResult page) {
    return URI.create(HtmlUtils.htmlUnescape(all(attribute + "=\"(/[^\"]+)\"", page).getFirst()));
  }

  private static List<String> all(String pattern, MvcTestResult page) {
    var found = new ArrayList<String>();
    Pattern.compile(pattern).matcher(text(page)).results().forEach(it -> found.add(it.group(1)));
    return found;
  }

  private static String text(MvcTestResult result) {
    return new String(result.getResponse().getContentAsByteArray(), UTF_8);
  }

  private MediaItem ready(SignedInUser user) {
    var media =
        catalog.registerDiscovered(
            MediaItem.pending(
                new UserId(user.sub()),
                MediaId.next(),
                new DeclaredFile("holiday.jpg", "image/jpeg", 42, "a-checksum")));
    var folder = "private/%s/renditions/hash-of-%s/".formatted(user.sub(), media.id());
    for (var file : List.of("small.jpg", "medium.jpg")) {
      S3.putObject(
          put -> put.bucket(AWS.output("RenditionsBucket")).key(folder + file),
          RequestBody.fromString(file));
    }
    var state =
        new State.Ready(
            Optional.of(new Preview(4000, 3000, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c")),
            List.of(
                new StoredRendition("small", 250, 188, "image/jpeg", 9, folder + "small.jpg"),
                new StoredRendition("medium", 1000, 750, "image/jpeg", 10, folder + "medium.jpg")));
    return catalog.updateState(media, media.with("a-version", state)).orElseThrow();
  }

  /** Whatever its processing results in, it is ready with this original. */
  private MediaItem withOriginal(MediaItem ready) {
    var version =
        S3.putObject(
                put ->
                    put.bucket(AWS.output("PrivateSpaceBucket"))
                        .key("private/%s/media/%s".formatted(ready.userId(), ready.path())),
                RequestBody.fromBytes(PhotoWithMetadata.jpeg()))
            .versionId();
    var processed =
        await()
            .until(
                () -> catalog.find(ready.userId(), ready.id()).orElseThrow(),
                it -> it.version().equals(Optional.of(version)) && it.state().isSettled());
    return catalog.updateState(processed, processed.with(ready.state())).orElseThrow();
  }
}
