package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.ShareVisitor.DownloadLink;
import dev.madang.journeys.ShareVisitor.SharedContent;
import dev.madang.journeys.ShareVisitor.SharedItem;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A user shares a photo and an album with people without an account, and revokes the links. */
class ShareLinkTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CACHED = Duration.ofSeconds(10);
  private static final String WEBP = "image/avif,image/webp,*/*;q=0.8";
  private static final String ANY = "*/*";

  /** An EXIF segment with one entry. */
  private static final byte[] ORIENTATION_6_ONLY =
      HexFormat.of()
          .parseHex(
              "457869660000"
                  + "4d4d002a00000008"
                  + "0001"
                  + "011200030000000100060000"
                  + "00000000");

  private final SampleFile photo = SampleFile.dandelion();
  private final User dana = User.signedIn();
  private final MediaItem item = dana.waitForThumbnails(dana.upload(photo));

  @Test
  void shareLinkShowsThePhotoInTheNegotiatedFormat() throws Exception {
    var visitor =
        new ShareVisitor(createLink(Map.of("mediaId", item.id(), "title", "In the yard")).url());

    var content = visitor.getContent().expect(200).as(SharedContent.class);
    assertThat(content.title()).isEqualTo("In the yard");
    var shared = only(content);
    assertThat(content.allowOriginals()).as("originals are not shared by default").isFalse();
    assertThat(shared.originalAvailable()).isFalse();
    visitor.createDownloadLink(shared).expectProblem(404, "shared-item-not-found");
    assertThat(shared.renditions())
        .extracting(ShareVisitor.Rendition::preset)
        .containsExactly("small", "medium", "large", "square");

    var webp = visitor.download(shared.rendition("medium"), WEBP);
    assertThat(webp.statusCode()).isEqualTo(200);
    assertThat(webp.headers().firstValue("content-type")).contains("image/webp");
    assertThat(webp.body()).isEqualTo(image("medium", "image/webp"));
    var jpeg = visitor.download(shared.rendition("medium"), ANY);
    assertThat(jpeg.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(jpeg.body()).isEqualTo(image("medium", "image/jpeg"));
    assertThat(Jpeg.read(jpeg.body()).longEdge()).isEqualTo(1000);
  }

  @Test
  void passwordIsRequiredAndTheSharedOriginalHasNoMetadata() throws Exception {
    var link =
        createLink(
            Map.of("mediaId", item.id(), "password", "blue bicycle 42", "allowOriginals", true));
    var visitor = new ShareVisitor(link.url());

    visitor.getContent().expectProblem(403, "share-password-required");
    visitor.tryPassword("red bicycle 42").expectProblem(403, "share-password-invalid");
    var shared =
        only(
            visitor
                .getContent(visitor.unlock("blue bicycle 42"))
                .expect(200)
                .as(SharedContent.class));
    assertThat(visitor.download(shared.rendition("small"), WEBP).statusCode()).isEqualTo(200);
    var withoutAccess = shared.rendition("small").resolve(shared.rendition("small").getPath());
    assertThat(visitor.get(withoutAccess, WEBP).statusCode()).isEqualTo(403);

    var original = visitor.get(originalUrl(visitor, shared), ANY);
    assertThat(original.statusCode()).isEqualTo(200);
    assertThat(original.headers().firstValue("content-type")).contains("image/jpeg");
    var sent = Jpeg.read(photo.bytes());
    var shown = Jpeg.read(original.body());
    assertThat(sent.metadata()).as("the original has a GPS position").contains("APP1");
    assertThat(shown.metadata()).containsExactly("APP1");
    assertThat(shown.segments().get("APP1")).isEqualTo(ORIENTATION_6_ONLY);
    assertThat(shown.width()).isEqualTo(sent.width());
    assertThat(shown.height()).isEqualTo(sent.height());
    assertThat(shown.brightness(20, 20)).isEqualTo(sent.brightness(20, 20));
  }

  @Test
  void sharedAlbumShowsItsCurrentContent() {
    var album = dana.api().post("/v1/albums", Map.of("name", "Summer")).expect(201).as(Album.class);
    var visitor =
        new ShareVisitor(
            createLink(Map.of("albumId", album.id(), "password", "blue bicycle 42")).url());
    var access = visitor.unlock("blue bicycle 42");
    assertThat(visitor.getContent(access).expect(200).as(SharedContent.class).items()).isEmpty();

    addToAlbum(item, album.id());
    waitForItems(visitor, access, 1);
    var second = dana.waitForThumbnails(dana.upload(photo.withUniqueComment()));
    addToAlbum(second, album.id());
    waitForItems(visitor, access, 2);

    dana.api().delete("/v1/media/" + second.id()).expect(204);
    waitForItems(visitor, access, 1);

    dana.api().delete("/v1/albums/" + album.id()).expect(204);
    visitor.getContent(access).expectProblem(404, "share-link-not-found");
  }

  @Test
  void sharedContentDoesNotIdentifyTheOwner() throws Exception {
    var album =
        dana.api()
            .post("/v1/albums", Map.of("name", "Only for my own eyes"))
            .expect(201)
            .as(Album.class);
    addToAlbum(item, album.id());
    var visitors =
        List.of(
            new ShareVisitor(
                createLink(Map.of("mediaId", item.id(), "allowOriginals", true)).url()),
            new ShareVisitor(
                createLink(Map.of("albumId", album.id(), "allowOriginals", true)).url()));

    for (var visitor : visitors) {
      waitForItems(visitor, "", 1);
      var shared = only(visitor.getContent().expect(200).as(SharedContent.class));
      for (var rendition : shared.renditions()) {
        assertThat(visitor.download(rendition.url(), WEBP).statusCode()).isEqualTo(200);
        assertThat(visitor.download(rendition.url(), ANY).statusCode()).isEqualTo(200);
      }
      assertThat(visitor.get(originalUrl(visitor, shared), ANY).statusCode()).isEqualTo(200);
      visitor.get(URI.create(shared.rendition("small") + "er"), ANY);

      assertThat(visitor.responses())
          .allSatisfy(response ->
              assertThat(response)
                  .doesNotContain(dana.me().id(), dana.email(), "Dana")
                  .doesNotContain(item.id(), album.id(), "Only for my own eyes")
                  .doesNotContain(photo.fileName(), "private/"));
    }
  }

  @Test
  void revokedShareLinkAndItsDownloadLinksStopWorking() throws Exception {
    var link = createLink(Map.of("mediaId", item.id(), "allowOriginals", true));
    var visitor = new ShareVisitor(link.url());
    var shared = only(visitor.getContent().expect(200).as(SharedContent.class));
    var rendition = visitor.locationOf(shared.rendition("large"), WEBP);
    var original = originalUrl(visitor, shared);
    assertThat(visitor.get(rendition, WEBP).statusCode()).isEqualTo(200);
    assertThat(visitor.get(original, ANY).statusCode()).isEqualTo(200);

    dana.api().delete("/v1/share-links/" + link.id()).expect(204);

    assertThat(visitor.get(shared.rendition("large"), WEBP).statusCode()).isEqualTo(404);
    visitor.createDownloadLink(shared).expect(404);
    assertThat(visitor.get(rendition, WEBP).statusCode()).isIn(403, 404);
    assertThat(visitor.get(original, ANY).statusCode()).isIn(403, 404);
    assertThat(dana.api().get("/v1/share-links").expect(200).text()).doesNotContain(link.id());
    dana.api().delete("/v1/share-links/" + link.id()).expect(204);
    assertThat(dana.getMedia(item.id()).status()).as("the photo itself").isEqualTo("ready");
    // The gateway may have cached the content.
    await()
        .atMost(CACHED.plusSeconds(10))
        .untilAsserted(() -> visitor.getContent().expectProblem(404, "share-link-not-found"));
  }

  @Test
  void otherUsersCannotShareOrRevoke() {
    var link = createLink(Map.of("mediaId", item.id()));
    var eve = User.signedIn();

    eve.api()
        .post("/v1/share-links", Map.of("mediaId", item.id()))
        .expectProblem(404, "media-not-found");
    eve.api().delete("/v1/share-links/" + link.id()).expectProblem(404, "share-link-not-found");

    new ShareVisitor(link.url()).getContent().expect(200);
  }

  private CreatedShareLink createLink(Map<String, Object> request) {
    return dana.api().post("/v1/share-links", request).expect(201).as(CreatedShareLink.class);
  }

  private void addToAlbum(MediaItem photo, String album) {
    dana.api().patch("/v1/media/" + photo.id(), "*", Map.of("albumId", album)).expect(200);
  }

  private byte[] image(String preset, String contentType) {
    return item.image(preset, contentType).download().expect(200).body();
  }

  private static URI originalUrl(ShareVisitor visitor, SharedItem shared) {
    return visitor.createDownloadLink(shared).expect(200).as(DownloadLink.class).url();
  }

  private static SharedItem only(SharedContent content) {
    assertThat(content.items()).hasSize(1);
    return content.items().getFirst();
  }

  /** The list of an album is eventually consistent. */
  private static void waitForItems(ShareVisitor visitor, String access, int count) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() ->
            assertThat(visitor.getContent(access).expect(200).as(SharedContent.class).items())
                .hasSize(count));
  }

  record CreatedShareLink(String id, URI url) {}

  record Album(String id) {}
}
