package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.madang.journeys.Visitor.Gallery;
import dev.madang.journeys.Visitor.Item;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody shows a photo and an album to people without an account, and stops showing them. */
@Order(7)
class SharedPhotoTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WEBP = "image/avif,image/webp,*/*;q=0.8";
  private static final String ANY = "*/*";

  /** A TIFF of one entry. */
  private static final byte[] NOTHING_BUT_ORIENTATION_6 =
      HexFormat.of()
          .parseHex(
              "457869660000"
                  + "4d4d002a00000008"
                  + "0001"
                  + "011200030000000100060000"
                  + "00000000");

  private final Photo photo = Photo.dandelion();
  private final Person dana = Person.joined();
  private final Media media = dana.waitForThumbnails(dana.uploadPhoto(photo));

  @Test
  void whoHasTheLinkSeesThePhotoInTheBestFormat() throws Exception {
    var visitor = new Visitor(share(Map.of("mediaId", media.id(), "title", "In the yard")).url());

    var gallery = visitor.look().expect(200).as(Gallery.class);
    assertThat(gallery.title()).isEqualTo("In the yard");
    var item = only(gallery);
    assertThat(item.original()).as("originals are shared only if their owner wants it").isNull();
    assertThat(item.renditions())
        .extracting(Visitor.Rendition::preset)
        .containsExactly("small", "medium", "large", "square");

    var webp = visitor.fetch(item.rendition("medium"), WEBP);
    assertThat(webp.statusCode()).isEqualTo(200);
    assertThat(webp.headers().firstValue("content-type")).contains("image/webp");
    assertThat(webp.body()).isEqualTo(rendition("medium", "image/webp"));
    var jpeg = visitor.fetch(item.rendition("medium"), ANY);
    assertThat(jpeg.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(jpeg.body()).isEqualTo(rendition("medium", "image/jpeg"));
    assertThat(Jpeg.read(jpeg.body()).longEdge()).isEqualTo(1000);
  }

  @Test
  void aPasswordIsAskedForAndTheOriginalTellsNothingOfThePlace() throws Exception {
    var link =
        share(Map.of("mediaId", media.id(), "password", "blue bicycle 42", "originals", true));
    var visitor = new Visitor(link.url());

    visitor.look().expectProblem(401, "share-password-needed");
    visitor.say("red bicycle 42").expectProblem(401, "share-password-wrong");
    var item = only(visitor.look(visitor.enter("blue bicycle 42")).expect(200).as(Gallery.class));
    assertThat(visitor.fetch(item.rendition("small"), WEBP).statusCode()).isEqualTo(200);
    var withoutAccess = URI.create(item.rendition("small").getPath());
    assertThat(visitor.ask(withoutAccess, WEBP).statusCode()).isEqualTo(401);

    var original = visitor.fetch(Objects.requireNonNull(item.original()), ANY);
    assertThat(original.statusCode()).isEqualTo(200);
    assertThat(original.headers().firstValue("content-type")).contains("image/jpeg");
    var sent = Jpeg.read(photo.bytes());
    var shown = Jpeg.read(original.body());
    assertThat(sent.metadata()).as("the camera wrote down the place").contains("APP1");
    assertThat(shown.metadata()).containsExactly("APP1");
    assertThat(shown.segments().get("APP1")).isEqualTo(NOTHING_BUT_ORIENTATION_6);
    assertThat(shown.width()).isEqualTo(sent.width());
    assertThat(shown.height()).isEqualTo(sent.height());
    assertThat(shown.tones(20, 20)).isEqualTo(sent.tones(20, 20));
  }

  @Test
  void anAlbumIsShownAsItIsAtEachLook() {
    var album = dana.api().post("/v1/albums", Map.of("name", "Summer")).expect(201).as(Album.class);
    var visitor =
        new Visitor(share(Map.of("albumId", album.id(), "password", "blue bicycle 42")).url());
    var access = visitor.enter("blue bicycle 42");
    assertThat(visitor.look(access).expect(200).as(Gallery.class).items()).isEmpty();

    place(media, album.id());
    awaitItems(visitor, access, 1);
    var second = dana.waitForThumbnails(dana.uploadPhoto(photo.retold()));
    place(second, album.id());
    awaitItems(visitor, access, 2);

    dana.api().delete("/v1/media/" + second.id()).expect(204);
    awaitItems(visitor, access, 1);

    dana.api().delete("/v1/albums/" + album.id()).expect(204);
    visitor.look(access).expectProblem(404, "share-not-found");
  }

  @Test
  void nothingThatAVisitorReadsTellsWhoseItIs() throws Exception {
    var album =
        dana.api()
            .post("/v1/albums", Map.of("name", "Only for my own eyes"))
            .expect(201)
            .as(Album.class);
    place(media, album.id());
    var visitors =
        List.of(
            new Visitor(share(Map.of("mediaId", media.id(), "originals", true)).url()),
            new Visitor(share(Map.of("albumId", album.id(), "originals", true)).url()));

    for (var visitor : visitors) {
      awaitItems(visitor, "", 1);
      var item = only(visitor.look().expect(200).as(Gallery.class));
      for (var rendition : item.renditions()) {
        assertThat(visitor.fetch(rendition.url(), WEBP).statusCode()).isEqualTo(200);
        assertThat(visitor.fetch(rendition.url(), ANY).statusCode()).isEqualTo(200);
      }
      var original = visitor.fetch(Objects.requireNonNull(item.original()), ANY);
      assertThat(original.statusCode()).isEqualTo(200);
      visitor.ask(URI.create(item.rendition("small").getPath() + "er"), ANY);

      assertThat(visitor.heard())
          .allSatisfy(said ->
              assertThat(said)
                  .doesNotContain(dana.me().id(), dana.email(), "Dana")
                  .doesNotContain(media.id(), album.id(), "Only for my own eyes")
                  .doesNotContain(photo.fileName(), "private/"));
    }
  }

  @Test
  void whatIsRevokedIsOverAtOnceAndSoIsWhatWasGivenOutBefore() throws Exception {
    var share = share(Map.of("mediaId", media.id(), "originals", true));
    var visitor = new Visitor(share.url());
    var item = only(visitor.look().expect(200).as(Gallery.class));
    var picture = location(visitor, item.rendition("large"));
    var original = location(visitor, Objects.requireNonNull(item.original()));
    assertThat(visitor.fetchFrom(picture, WEBP).statusCode()).isEqualTo(200);
    assertThat(visitor.fetchFrom(original, ANY).statusCode()).isEqualTo(200);

    dana.api().delete("/v1/shares/" + share.id()).expect(204);

    visitor.look().expectProblem(404, "share-not-found");
    assertThat(visitor.ask(item.rendition("large"), WEBP).statusCode()).isEqualTo(404);
    assertThat(visitor.ask(item.original(), ANY).statusCode()).isEqualTo(404);
    assertThat(visitor.fetchFrom(picture, WEBP).statusCode()).isIn(403, 404);
    assertThat(visitor.fetchFrom(original, ANY).statusCode()).isIn(403, 404);
    assertThat(dana.api().get("/v1/shares").expect(200).text()).doesNotContain(share.id());
    dana.api().delete("/v1/shares/" + share.id()).expect(204);
    assertThat(dana.media(media.id()).state()).as("the photo itself").isEqualTo("ready");
  }

  @Test
  void nobodyElseSharesOrRevokesIt() {
    var share = share(Map.of("mediaId", media.id()));
    var eve = Person.joined();

    eve.api()
        .post("/v1/shares", Map.of("mediaId", media.id()))
        .expectProblem(404, "media-not-found");
    eve.api().delete("/v1/shares/" + share.id()).expectProblem(404, "share-not-found");

    new Visitor(share.url()).look().expect(200);
  }

  private Share share(Map<String, Object> wish) {
    return dana.api().post("/v1/shares", wish).expect(201).as(Share.class);
  }

  private void place(Media photo, String album) {
    dana.api().change("/v1/media/" + photo.id(), "*", Map.of("album", album)).expect(200);
  }

  private byte[] rendition(String preset, String contentType) {
    return media.renditions().stream()
        .filter(it -> it.preset().equals(preset) && it.contentType().equals(contentType))
        .findFirst()
        .orElseThrow()
        .fetch()
        .expect(200)
        .body();
  }

  private static String location(Visitor visitor, URI url) throws Exception {
    var answer = visitor.ask(url, WEBP);
    assertThat(answer.statusCode()).isEqualTo(302);
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static Item only(Gallery gallery) {
    assertThat(gallery.items()).hasSize(1);
    return gallery.items().getFirst();
  }

  /** A list of an album may be a moment late. */
  private static void awaitItems(Visitor visitor, String access, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(visitor.look(access).expect(200).as(Gallery.class).items()).hasSize(count));
  }

  record Share(String id, URI url) {}

  record Album(String id) {}
}
