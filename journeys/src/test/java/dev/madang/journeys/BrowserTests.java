package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A user in a browser: an app on another origin, and share links as pages. */
class BrowserTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int LARGER_THAN_ONE_PART = 17 << 20;
  private static final String PASSWORD = "blue bicycle 42";

  private final SampleFile photo = SampleFile.dandelion();
  private Chromium browser;

  @BeforeEach
  void start() throws Exception {
    browser = Chromium.start();
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
  }

  @Test
  void aPageOfAnotherOriginUploadsInPartsAndShowsPrivateThumbnails() throws Exception {
    var dana = new User();
    dana.signUp();
    dana.confirm();
    // A decoder ignores what follows the image.
    try (var page = WebPage.with(Arrays.copyOf(photo.bytes(), LARGER_THAN_ONE_PART))) {
      browser.open(page.url());
      var story =
          """
          (async () => {
            const {Client, show} = await import('/app.js');
            const client = new Client(%s);
            const refused = await client.signIn(%s, 'wrong').catch((problem) => problem.message);
            await client.signIn(%s, %s);
            const bytes = await (await fetch('/photo.jpg')).arrayBuffer();
            const file = new File([bytes], 'dandelion.jpg', {type: 'image/jpeg'});
            const progress = [];
            const id = await client.upload(file, (sent) => progress.push(sent));
            const media = await client.untilReady(id);
            const url = media.renditions[0].url;
            const before = await show(media.renditions[0]).catch(() => 'not shown');
            const session = await client.openCdnSession();
            const widths = await Promise.all(media.renditions.map(show));
            return {refused, progress, status: media.status, url, mode: session.mode, before, widths};
          })()
          """
              .formatted(
                  text(Madang.GATEWAY.toString()),
                  text(dana.email()),
                  text(dana.email()),
                  text(dana.password()));

      var result = browser.evaluate(story);

      assertThat(result.get("refused").stringValue())
          .as("a problem of the API, with its id")
          .containsPattern("urn:madang:problem:invalid-credentials.*request [0-9a-f]{32}");
      var sent = result.get("progress").valueStream().mapToInt(it -> it.intValue()).toArray();
      assertThat(sent).hasSizeGreaterThan(2).isSorted().endsWith(LARGER_THAN_ONE_PART);
      assertThat(result.get("status").stringValue()).isEqualTo("ready");
      assertThat(result.get("mode").stringValue()).isEqualTo("signed-cookies");
      assertThat(result.get("before").asString()).isEqualTo("not shown");
      assertThat(result.get("widths").valueStream().map(it -> it.intValue()))
          .hasSize(4)
          .allMatch(width -> width >= 188);
      browser.screenshot("thumbnails");
    }
  }

  @Test
  void aPageWithoutAnOriginReadsNothing() {
    browser.open(URI.create("about:blank"));

    var read =
        browser.evaluate(
            "fetch(%s).then((response) => response.text(), () => 'refused')"
                .formatted(text(Madang.GATEWAY + "/openapi.json")));

    assertThat(read.stringValue()).isEqualTo("refused");
    assertThat(browser.complaints()).isNotEmpty();
  }

  @Test
  void theDocumentationPageWorksWithItsPolicy() {
    browser.open(Madang.GATEWAY.resolve("/docs/index.html"));

    await()
        .atMost(TIMEOUT)
        .until(
            () -> browser.evaluate("document.querySelectorAll('.opblock').length").intValue() > 50);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aShareLinkIsAPageWithThePhoto() throws Exception {
    var dana = User.signedIn();
    var item = dana.waitForThumbnails(dana.upload(photo));
    var link =
        createLink(
            dana, Map.of("mediaId", item.id(), "title", "In the yard", "allowOriginals", true));

    show(link.url(), "photo");
    assertThat(heading()).isEqualTo("In the yard");
    assertThat(shownImages()).isEqualTo(1);
    assertThat(browser.evaluate("document.images[0].alt").stringValue()).isEqualTo("In the yard");
    assertThat(browser.complaints()).isEmpty();
    browser.evaluate("document.querySelector('form').submit()");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(TIMEOUT)
        .until(() -> browser.complaints().stream().noneMatch(it -> it.contains("form-action")));

    dana.api().delete("/v1/share-links/" + link.id()).expect(204);
    show(link.url(), "revoked");
    assertThat(heading()).isEqualTo("This link does not work");
  }

  @Test
  void aPasswordOpensTheGridOfAnAlbum() throws Exception {
    var dana = User.signedIn();
    var album =
        dana.api()
            .post("/v1/albums", Map.of("name", "Summer"))
            .expect(201)
            .as(ShareLinkTests.Album.class);
    for (var i = 0; i < 3; i++) {
      var item = dana.waitForThumbnails(dana.upload(photo.withUniqueComment()));
      dana.api().patch("/v1/media/" + item.id(), "*", Map.of("albumId", album.id())).expect(200);
    }
    var link =
        createLink(
            dana,
            Map.of(
                "albumId",
                album.id(),
                "password",
                PASSWORD,
                "title",
                "Summer in the yard",
                "allowOriginals",
                true));

    show(link.url(), "password");
    assertThat(heading()).isEqualTo("Password needed");
    browser.type("red bicycle 42");
    browser.pressEnter();
    await().atMost(TIMEOUT).until(() -> heading().equals("Password needed") && isWrong());
    browser.screenshot("password-wrong-phone");
    browser.type(PASSWORD);
    browser.pressEnter();
    await().atMost(TIMEOUT).until(() -> heading().equals("Summer in the yard"));
    var opened = URI.create(browser.evaluate("location.href").stringValue());

    show(opened, "album");
    assertThat(shownImages()).isEqualTo(3);
    assertThat(browser.complaints()).isEmpty();
  }

  /** On a desktop and on a phone. */
  private void show(URI url, String name) throws IOException {
    browser.resize(1280, 800);
    browser.open(url);
    await()
        .atMost(TIMEOUT)
        .until(() ->
            browser.evaluate("[...document.images].every((it) => it.complete)").booleanValue());
    browser.screenshot(name + "-desktop");
    browser.resize(390, 844);
    assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue())
        .as("nothing is wider than the phone")
        .isLessThanOrEqualTo(390);
    browser.screenshot(name + "-phone");
  }

  private String heading() {
    return browser.evaluate("document.querySelector('h1')?.textContent ?? ''").asString();
  }

  private boolean isWrong() {
    return browser.evaluate("document.querySelector('[role=alert]') !== null").booleanValue();
  }

  private int shownImages() {
    return browser
        .evaluate("[...document.images].filter((image) => image.naturalWidth > 0).length")
        .intValue();
  }

  private static ShareLinkTests.CreatedShareLink createLink(
      User user, Map<String, Object> request) {
    return user.api()
        .post("/v1/share-links", request)
        .expect(201)
        .as(ShareLinkTests.CreatedShareLink.class);
  }

  private static String text(String value) {
    return new JsonMapper().writeValueAsString(value);
  }
}
