package dev.madang.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A user organises photos in albums, and moves photos to the trash. */
class AlbumsAndTrashTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final User dana = User.signedIn();
  private final SampleFile photo = SampleFile.dandelion();
  private final CreatedMedia created = dana.upload(photo);
  private final MediaItem item = dana.waitForThumbnails(created);
  private final String path = "/v1/media/" + item.id();

  @Test
  void photoIsAddedToAnAlbumRenamedAndMovedToAnother() {
    var summer = album("Summer");
    var autumn = album("Autumn");
    var first = dana.api().etag(path);

    update(first, Map.of("albumId", summer, "fileName", "first bloom.jpg")).expect(200);
    update(first, Map.of("fileName", "too late.jpg")).expectProblem(412, "precondition-failed");
    assertThat(json(path).path("fileName").stringValue()).isEqualTo("first bloom.jpg");
    assertThat(json(path).path("albumId").stringValue()).isEqualTo(summer);
    eventually(() -> assertThat(ids("/v1/albums/" + summer + "/media")).containsExactly(item.id()));

    update("*", Map.of("albumId", autumn)).expect(200);
    eventually(() -> assertThat(ids("/v1/albums/" + summer + "/media")).isEmpty());
    eventually(() -> assertThat(ids("/v1/albums/" + autumn + "/media")).containsExactly(item.id()));
    assertThat(json(path).path("fileName").stringValue()).isEqualTo("first bloom.jpg");

    var album = "/v1/albums/" + autumn;
    dana.api().patch(album, dana.api().etag(album), Map.of("name", "Fall")).expect(200);
    assertThat(names("/v1/albums")).containsExactly("Fall", "Summer");
    update("*", Collections.singletonMap("albumId", null)).expect(200);
    eventually(() -> assertThat(ids(album + "/media")).isEmpty());
    assertThat(json(path).has("albumId")).isFalse();
  }

  @Test
  void deletedAlbumKeepsItsPhotos() {
    var summer = album("Summer");
    update("*", Map.of("albumId", summer)).expect(200);

    dana.api().delete("/v1/albums/" + summer).expect(204);

    assertThat(json(path).has("albumId")).isFalse();
    assertThat(ids("/v1/media")).containsExactly(item.id());
    dana.api().get("/v1/albums/" + summer + "/media").expectProblem(404, "album-not-found");
    update("*", Map.of("albumId", summer)).expectProblem(404, "album-not-found");
  }

  @Test
  void trashedMediaItemIsHiddenUntilRestored() {
    var summer = album("Summer");
    update("*", Map.of("albumId", summer)).expect(200);
    dana.waitForNotification(created);
    eventually(() -> assertThat(used()).isEqualTo(photo.size()));

    dana.api().delete(path).expect(204);
    dana.api().delete(path).expect(204);

    eventually(() -> assertThat(ids("/v1/trash")).containsExactly(item.id()));
    eventually(() -> assertThat(ids("/v1/media")).isEmpty());
    eventually(() -> assertThat(ids("/v1/albums/" + summer + "/media")).isEmpty());
    eventually(() -> assertThat(used()).as("used quota").isZero());
    eventually(() -> assertThat(dana.inbox()).isEmpty());
    assertThat(json(path).has("deletedAt")).isTrue();
    update("*", Map.of("fileName", "x.jpg")).expectProblem(409, "media-in-trash");

    dana.api().post(path + "/restoration", Map.of()).expect(200);
    dana.api().post(path + "/restoration", Map.of()).expect(200);

    eventually(() -> assertThat(ids("/v1/trash")).isEmpty());
    eventually(() -> assertThat(ids("/v1/media")).containsExactly(item.id()));
    eventually(() -> assertThat(ids("/v1/albums/" + summer + "/media")).containsExactly(item.id()));
    eventually(() -> assertThat(used()).isEqualTo(photo.size()));
    assertThat(dana.waitForNotification(created).type()).isEqualTo("madang.media.ready.v1");
    assertThat(dana.getMedia(item.id())).isEqualTo(item);
    item.images().forEach(image -> image.download().expect(200));

    Events.waitUntilDelivered();
    assertThat(dana.inbox()).as("one notification").hasSize(1);
  }

  @Test
  void purgedMediaItemLeavesNoData() {
    dana.api().delete("/v1/trash/" + item.id()).expectProblem(409, "media-not-in-trash");
    dana.waitForNotification(created);
    dana.api().delete(path).expect(204);
    assertThat(RemainingData.inBuckets(dana.me().id()))
        .as("data that can be restored")
        .isNotEmpty();

    dana.api().delete("/v1/trash/" + item.id()).expect(204);
    dana.api().delete("/v1/trash/" + item.id()).expect(204);

    eventually(() -> assertThat(RemainingData.inBuckets(dana.me().id())).isEmpty());
    dana.api().get(path).expectProblem(404, "media-not-found");
    dana.api().post(path + "/restoration", Map.of()).expectProblem(404, "media-not-found");
    eventually(() -> assertThat(ids("/v1/trash")).isEmpty());
    eventually(() -> assertThat(used()).isZero());

    Events.waitUntilDelivered();
    assertThat(dana.inbox()).isEmpty();
    var again = dana.upload(photo);
    assertThat(again.id()).as("a new media item for the same bytes").isNotEqualTo(item.id());
    dana.waitForThumbnails(again).images().forEach(image -> image.download().expect(200));
    eventually(() -> assertThat(used()).isEqualTo(photo.size()));
  }

  @Test
  void otherUsersCannotTrashOrRestore() {
    var eve = User.signedIn();

    eve.api().patch(path, "*", Map.of("fileName", "x")).expectProblem(404, "media-not-found");
    eve.api().delete(path).expect(204);
    eve.api().delete("/v1/trash/" + item.id()).expect(204);
    assertThat(json(path).has("deletedAt")).isFalse();

    dana.api().delete(path).expect(204);
    eve.api().post(path + "/restoration", Map.of()).expectProblem(404, "media-not-found");
    eve.api().delete("/v1/trash/" + item.id()).expect(204);
    dana.api().post(path + "/restoration", Map.of()).expect(200);
  }

  private String album(String name) {
    return dana.api().post("/v1/albums", Map.of("name", name)).expect(201).as(Album.class).id();
  }

  private Response update(String etag, Map<String, ?> changes) {
    return dana.api().patch(path, etag, changes);
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

  /** Lists, quota and inbox are eventually consistent. */
  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(TIMEOUT).untilAsserted(assertion);
  }

  record Album(String id) {}
}
