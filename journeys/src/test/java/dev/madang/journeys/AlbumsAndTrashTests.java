package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody puts photos in order, and throws some away. */
@Order(7)
class AlbumsAndTrashTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Person dana = Person.joined();
  private final Photo photo = Photo.dandelion();
  private final Upload upload = dana.uploadPhoto(photo);
  private final Media media = dana.waitForThumbnails(upload);
  private final String path = "/v1/media/" + media.id();

  @Test
  void aPhotoGoesIntoAnAlbumIsRenamedAndMovesOn() {
    var summer = album("Summer");
    var autumn = album("Autumn");
    var first = dana.api().etag(path);

    change(first, Map.of("album", summer, "fileName", "first bloom.jpg")).expect(200);
    change(first, Map.of("fileName", "too late.jpg")).expectProblem(412, "changed-meanwhile");
    assertThat(media().path("fileName").stringValue()).isEqualTo("first bloom.jpg");
    assertThat(media().path("album").stringValue()).isEqualTo(summer);
    soon(() -> assertThat(ids("/v1/albums/" + summer + "/media")).containsExactly(media.id()));

    change("*", Map.of("album", autumn)).expect(200);
    soon(() -> assertThat(ids("/v1/albums/" + summer + "/media")).isEmpty());
    soon(() -> assertThat(ids("/v1/albums/" + autumn + "/media")).containsExactly(media.id()));
    assertThat(media().path("fileName").stringValue()).isEqualTo("first bloom.jpg");

    var album = "/v1/albums/" + autumn;
    dana.api().change(album, dana.api().etag(album), Map.of("name", "Fall")).expect(200);
    assertThat(names("/v1/albums")).containsExactly("Fall", "Summer");
    change("*", Collections.singletonMap("album", null)).expect(200);
    soon(() -> assertThat(ids(album + "/media")).isEmpty());
    assertThat(media().has("album")).isFalse();
  }

  @Test
  void whoRemovesAnAlbumKeepsItsPhotos() {
    var summer = album("Summer");
    change("*", Map.of("album", summer)).expect(200);

    dana.api().delete("/v1/albums/" + summer).expect(204);

    assertThat(media().has("album")).isFalse();
    assertThat(ids("/v1/media")).containsExactly(media.id());
    dana.api().get("/v1/albums/" + summer + "/media").expectProblem(404, "album-not-found");
    change("*", Map.of("album", summer)).expectProblem(404, "album-not-found");
  }

  @Test
  void whatIsThrownAwayIsNowhereUntilItComesBackIntoItsAlbum() {
    var summer = album("Summer");
    change("*", Map.of("album", summer)).expect(200);
    dana.waitForNotification(upload);
    soon(() -> assertThat(used()).isEqualTo(photo.size()));

    dana.api().delete(path).expect(204);
    dana.api().delete(path).expect(204);

    soon(() -> assertThat(ids("/v1/media/trash")).containsExactly(media.id()));
    soon(() -> assertThat(ids("/v1/media")).isEmpty());
    soon(() -> assertThat(ids("/v1/albums/" + summer + "/media")).isEmpty());
    soon(() -> assertThat(used()).as("bytes in the quota").isZero());
    soon(() -> assertThat(dana.inbox()).isEmpty());
    assertThat(media().has("deletedAt")).isTrue();
    change("*", Map.of("fileName", "x.jpg")).expectProblem(409, "media-in-trash");

    dana.api().post(path + "/restoration", Map.of()).expect(200);
    dana.api().post(path + "/restoration", Map.of()).expect(200);

    soon(() -> assertThat(ids("/v1/media/trash")).isEmpty());
    soon(() -> assertThat(ids("/v1/media")).containsExactly(media.id()));
    soon(() -> assertThat(ids("/v1/albums/" + summer + "/media")).containsExactly(media.id()));
    soon(() -> assertThat(used()).isEqualTo(photo.size()));
    assertThat(dana.waitForNotification(upload).type()).isEqualTo("media-ready");
    assertThat(dana.media(media.id())).isEqualTo(media);
    media.renditions().forEach(rendition -> rendition.fetch().expect(200));

    Facts.areAllTold();
    assertThat(dana.inbox()).as("the same entry, told once").hasSize(1);
  }

  @Test
  void whatIsRemovedForGoodLeavesNoByte() {
    dana.api().delete("/v1/media/trash/" + media.id()).expectProblem(409, "media-not-in-trash");
    dana.waitForNotification(upload);
    dana.api().delete(path).expect(204);
    assertThat(Leftovers.inBuckets(dana.me().id())).as("what could come back").isNotEmpty();

    dana.api().delete("/v1/media/trash/" + media.id()).expect(204);
    dana.api().delete("/v1/media/trash/" + media.id()).expect(204);

    soon(() -> assertThat(Leftovers.inBuckets(dana.me().id())).isEmpty());
    dana.api().get(path).expectProblem(404, "media-not-found");
    dana.api().post(path + "/restoration", Map.of()).expectProblem(404, "media-not-found");
    soon(() -> assertThat(ids("/v1/media/trash")).isEmpty());
    soon(() -> assertThat(used()).isZero());

    Facts.areAllTold();
    assertThat(dana.inbox()).isEmpty();
    var again = dana.uploadPhoto(photo);
    assertThat(again.id()).as("the same bytes, but another media").isNotEqualTo(media.id());
    dana.waitForThumbnails(again).renditions().forEach(rendition -> rendition.fetch().expect(200));
    soon(() -> assertThat(used()).isEqualTo(photo.size()));
  }

  @Test
  void nobodyElseThrowsItAwayOrBringsItBack() {
    var eve = Person.joined();

    eve.api().change(path, "*", Map.of("fileName", "x")).expectProblem(404, "media-not-found");
    eve.api().delete(path).expect(204);
    eve.api().delete("/v1/media/trash/" + media.id()).expect(204);
    assertThat(media().has("deletedAt")).isFalse();

    dana.api().delete(path).expect(204);
    eve.api().post(path + "/restoration", Map.of()).expectProblem(404, "media-not-found");
    eve.api().delete("/v1/media/trash/" + media.id()).expect(204);
    dana.api().post(path + "/restoration", Map.of()).expect(200);
  }

  private String album(String name) {
    return dana.api().post("/v1/albums", Map.of("name", name)).expect(201).as(Album.class).id();
  }

  private Answer change(String etag, Map<String, ?> change) {
    return dana.api().change(path, etag, change);
  }

  private JsonNode media() {
    return json(path);
  }

  private long used() {
    return json("/v1/me/quota").path("used").longValue();
  }

  private List<String> ids(String list) {
    return json(list).path("items").valueStream().map(it -> it.path("id").stringValue()).toList();
  }

  private List<String> names(String list) {
    return json(list).path("items").valueStream().map(it -> it.path("name").stringValue()).toList();
  }

  private JsonNode json(String path) {
    return dana.api().get(path).expect(200).as(JsonNode.class);
  }

  /** Lists may be a moment late; quota and inbox are told by events. */
  private static void soon(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }

  record Album(String id) {}
}
