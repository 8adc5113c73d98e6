package dev.madang.media.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.SignedInUser;
import dev.madang.media.MediaId;
import dev.madang.media.RunningService;
import dev.madang.media.UserId;
import dev.madang.media.rendition.Preview;
import dev.madang.media.rendition.RejectionReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class MediaControllerTests extends RunningService {

  private static final SignedInUser KIM = AWS.users().signedIn();

  private final MockMvcTester http;
  private final MediaCatalog catalog;

  @Autowired
  MediaControllerTests(MockMvcTester http, MediaCatalog catalog) {
    this.http = http;
    this.catalog = catalog;
  }

  @Test
  void itemsAreShownAsPendingBeforeTheirUpload() {
    var media = added(KIM, "one.jpg");

    assertThat(get("/v1/media/" + media.id(), KIM))
        .hasStatusOk()
        .hasHeader("Cache-Control", "no-store")
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {
              "id": "%s",
              "status": "pending",
              "fileName": "one.jpg",
              "contentType": "image/jpeg",
              "size": 42,
              "createdAt": "%s",
              "visibility": "private",
              "renditions": []
            }
            """
                .formatted(media.id(), media.id().createdAt()));
  }

  @Test
  void readyImagesHaveAPreview() {
    var media = added(KIM, "one.jpg");
    var preview = new Preview(3024, 4032, "1QcSHQRnh493V4dIh4eXh1h4kJUI", "#7a8b9c");
    catalog.updateState(
        media, media.with("v1", new MediaItem.State.Ready(Optional.of(preview), List.of())));

    assertThat(get("/v1/media/" + media.id(), KIM))
        .hasHeader("ETag", "\"0\"")
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {
              "status": "ready",
              "width": 3024,
              "height": 4032,
              "thumbHash": "1QcSHQRnh493V4dIh4eXh1h4kJUI",
              "dominantColor": "#7a8b9c"
            }
            """);
  }

  @Test
  void itemsBeingPurgedAreNotFound() {
    var media = added(KIM, "one.jpg");
    catalog.updateOwnerAttributes(media, media.attributes().purging());

    assertThat(get("/v1/media/" + media.id(), KIM)).hasStatus(HttpStatus.NOT_FOUND);
  }

  @Test
  void rejectedItemsHaveTheirReason() {
    var media = added(KIM, "one.jpg");
    catalog.updateState(
        media, media.with("v1", new MediaItem.State.Rejected(RejectionReason.CORRUPT)));

    assertThat(get("/v1/media/" + media.id(), KIM))
        .bodyJson()
        .hasPathSatisfying("$.status", it -> assertThat(it).isEqualTo("rejected"))
        .hasPathSatisfying("$.rejectionReason", it -> assertThat(it).isEqualTo("corrupt"));
  }

  @Test
  void itemsOfOtherUsersAreNotFound() {
    var media = added(KIM, "one.jpg");
    var lee = AWS.users().signedIn();

    assertThat(get("/v1/media/" + media.id(), lee))
        .hasStatus(HttpStatus.NOT_FOUND)
        .hasContentType("application/problem+json")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:media-not-found");
  }

  @Test
  void invalidMediaIdsAreRejected() {
    assertThat(get("/v1/media/one.jpg", KIM))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .hasContentType("application/problem+json");
  }

  @Test
  void pagesFollowEachOther() {
    var lee = AWS.users().signedIn();
    added(lee, "one.jpg");
    added(lee, "two.jpg");
    added(lee, "three.jpg");

    var first = get("/v1/media?limit=2", lee);

    assertThat(first)
        .bodyJson()
        .extractingPath("$.items[*].fileName")
        .asArray()
        .containsExactly("three.jpg", "two.jpg");
    assertThat(first)
        .bodyJson()
        .extractingPath("$.next")
        .asString()
        .satisfies(next -> {
          var last = get("/v1/media?limit=2&cursor=" + next, lee);
          assertThat(last)
              .bodyJson()
              .extractingPath("$.items[*].fileName")
              .asArray()
              .containsExactly("one.jpg");
          assertThat(last).bodyJson().doesNotHavePath("$.next");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "bm90IGFuIGlk", "%20"})
  void invalidCursorsAreRejected(String cursor) {
    assertThat(get("/v1/media?cursor=" + cursor, KIM))
        .hasStatus(HttpStatus.BAD_REQUEST)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("urn:madang:problem:invalid-cursor");
  }

  @Test
  void requestsWithoutAnAccessTokenAreRejected() {
    assertThat(http.get().uri("/v1/media")).hasStatus(HttpStatus.UNAUTHORIZED);
    assertThat(http.get().uri("/v1/media").header("Authorization", "Bearer " + KIM.idToken()))
        .hasStatus(HttpStatus.UNAUTHORIZED);
  }

  private MediaItem added(SignedInUser user, String fileName) {
    return catalog.registerDiscovered(
        MediaItem.pending(
            new UserId(user.sub()),
            MediaId.next(),
            new DeclaredFile(fileName, "image/jpeg", 42, "a-checksum")));
  }

  private MvcTestResult get(String uri, SignedInUser user) {
    return http.get().uri(uri).header("Authorization", "Bearer " + user.accessToken()).exchange();
  }
}
